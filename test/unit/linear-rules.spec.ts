import { itStaysLinear } from '../support/linear-rules.js';

describe('a text of any kind, doubled up to a quarter of a megabyte', () => itStaysLinear(256_000));
