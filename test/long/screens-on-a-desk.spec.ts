import { describe } from '@jest/globals';
import { itHoldsOnEveryScreen, ON_A_DESK, stageOfScreens } from '../browser/every-screen.js';

describe('every screen', () => itHoldsOnEveryScreen(stageOfScreens(), ON_A_DESK));
