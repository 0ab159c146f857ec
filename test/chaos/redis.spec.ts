import { describeSlice } from './slice.js';

describeSlice('redis');
