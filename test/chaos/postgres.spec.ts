import { describeSlice } from './slice.js';

describeSlice('postgres', 'postgres_crash');
