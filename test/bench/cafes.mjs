// A thousand cafés on four networks at one minute: on the embedded default, and on Redis with two workers.
import { startRedis } from '../../dist/test/support/servers.js';
import { burst } from './burst.mjs';

export async function cafes({ posts = 1000 } = {}) {
  const redis = await startRedis();
  try {
    const embedded = await burst({ posts });
    const many = await burst({ posts, workers: 2, redisUrl: redis.url });
    const late = (run) => ({ p99Ms: run.value, ...run.detail });
    return {
      bench: 'cafes',
      metric: 'arrival lateness p99, one process / two workers on Redis',
      ratio: Math.round((embedded.value / many.value) * 1000) / 1000,
      min: null,
      max: null,
      target: 'none set',
      detail: { embedded: late(embedded), redisTwoWorkers: late(many) },
    };
  } finally {
    await redis.stop();
  }
}
