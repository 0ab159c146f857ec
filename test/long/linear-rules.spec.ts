import { itStaysLinear } from '../support/linear-rules.js';

describe('a text of any kind, doubled up to a megabyte', () => itStaysLinear(1_024_000));
