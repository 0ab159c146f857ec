import { describeSlice } from './slice.js';

describeSlice('redis', 'redis_restart');
