import { describe } from '@jest/globals';
import { AT_NIGHT, itHoldsOnEveryScreen, stageOfScreens } from '../browser/every-screen.js';

describe('every screen', () => itHoldsOnEveryScreen(stageOfScreens(), AT_NIGHT));
