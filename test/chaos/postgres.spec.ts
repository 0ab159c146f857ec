import { describeSlice } from './slice.js';

describeSlice('postgres');
