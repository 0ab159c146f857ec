import { Redis } from 'ioredis';
import { policyOf } from '#lib/queue';
import { error, type Finding, ok, reasonOf, warning } from './check.js';

const OLDEST = [6, 2] as const;

/** Redis must answer, be new enough, and never drop an entry to make room. */
export async function checkQueue(redisUrl: string | undefined): Promise<Finding[]> {
  if (!redisUrl) return [ok('Queue', 'in PostgreSQL (REDIS_URL is not set)')];
  const redis = new Redis(redisUrl, { lazyConnect: true, connectTimeout: 5000, retryStrategy: () => null });
  let broken: unknown;
  // The first error has the reason; connect() itself only rejects with "Connection is closed".
  redis.on('error', (thrown: unknown) => (broken ??= thrown));
  try {
    await redis.connect();
    return [versionOf(await redis.info('server')), await eviction(redis)];
  } catch (thrown) {
    return [
      error(
        'Queue',
        `Redis: ${reasonOf(broken ?? thrown)}`,
        'Check REDIS_URL, and that Redis runs and lets us in',
      ),
    ];
  } finally {
    redis.disconnect();
  }
}

function versionOf(info: string): Finding {
  const found = /redis_version:(\S+)/.exec(info)?.[1] ?? '?';
  const [major = 0, minor = 0] = found.split('.').map(Number);
  const enough = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
  return enough
    ? ok('Queue', `Redis ${found}`)
    : error('Queue', `Redis ${found}`, `Update it to ${OLDEST.join('.')} or newer`);
}

async function eviction(redis: Redis): Promise<Finding> {
  const policy = await policyOf(redis);
  if (policy === null) {
    return warning(
      'Queue',
      'this Redis does not tell its maxmemory-policy',
      'Make sure that it is noeviction',
    );
  }
  return policy === 'noeviction'
    ? ok('Queue', 'maxmemory-policy noeviction')
    : error('Queue', `maxmemory-policy ${policy}`, 'Set it to noeviction: Redis may drop jobs otherwise');
}
