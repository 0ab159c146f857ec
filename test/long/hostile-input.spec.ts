import { describe } from '@jest/globals';
import { hostileStage, itTakesAnyBody } from '../contract/hostile-stage.js';

describe('no input makes a fault of ours', () => itTakesAnyBody(hostileStage(), 'all'));
