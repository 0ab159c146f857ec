import { describeBlow } from '../chaos/slice.js';

describeBlow('postgres', 'postgres_crash');
describeBlow('redis', 'redis_restart');
