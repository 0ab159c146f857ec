import { Command, Redis, type RedisOptions } from 'ioredis';

/** How often a connection that owes an answer is looked at, ms. */
const LOOK_MS = 500;
/** A connection is cut after so many looks without a byte. */
const SILENT_LOOKS = 5;
/** As many while it waits for a job: BullMQ asks Redis to answer within ten seconds. */
const WAITING_LOOKS = 26;
/** Longest wait for a connection, ms. */
const CONNECT_MS = 3_000;
/** A closed connection is given up after this when the other side does not close it, ms. */
const FAREWELL_MS = 500;
/** Longest pause before connecting again, ms. */
const PAUSE_MS = 2_000;

/** ioredis's sentence, by which BullMQ knows that it may try again. */
const CLOSED = 'Connection is closed.';

/**
 * The connections of a process to Redis, which notice a Redis that vanished without a word: when an answer does not
 * come for 2.5 seconds, the connection is cut and made again, until Redis answers. What was not answered is refused.
 *
 * ioredis has `socketTimeout`, but it takes the wait for a job for silence, and may cut the next connection for the
 * silence of the last one. It would send again what was not answered, and forgets to refuse that when it gives up.
 */
export class RedisConnections {
  /** Shared by all that does not wait for jobs; BullMQ duplicates it for what does. Not connected yet. */
  readonly shared: Redis;
  readonly #all = new Set<Redis>();
  #leaving = false;

  constructor(url: string) {
    this.shared = this.#watched(
      new Redis(url, {
        // BullMQ requires null, so that a blocked consumer survives a restart of Redis.
        maxRetriesPerRequest: null,
        lazyConnect: true,
        connectTimeout: CONNECT_MS,
        disconnectTimeout: FAREWELL_MS,
        retryStrategy: (times) => (this.#leaving ? null : Math.min(times * 50, PAUSE_MS)),
      }),
    );
  }

  /**
   * From now on a lost connection is not made again, so that nothing waits for Redis. BullMQ cannot close while it
   * connects. @returns resolves when each connection is there, or given up
   */
  async leave(): Promise<void> {
    this.#leaving = true;
    const settled = [...this.#all].map(
      (redis) =>
        new Promise<void>((resolve) => {
          if (redis.status === 'ready' || redis.status === 'end') resolve();
          else redis.once('ready', resolve).once('end', resolve);
        }),
    );
    await Promise.all(settled);
  }

  #watched(redis: Redis): Redis {
    this.#all.add(redis);
    redis.on('connect', () => watch(redis));
    redis.on('ready', () => redis.once('close', () => refuseUnanswered(redis)));
    const duplicate = redis.duplicate.bind(redis);
    redis.duplicate = (override?: Partial<RedisOptions>) => this.#watched(duplicate(override));
    return redis;
  }
}

/** Before it connects again. */
function refuseUnanswered({ commandQueue }: Redis): void {
  for (let sent = commandQueue.shift(); sent; sent = commandQueue.shift()) {
    sent.command.reject(new Error(CLOSED));
  }
}

/** Watches a new connection until it ends. Looks are counted, not time: this process itself may have been suspended. */
function watch(redis: Redis): void {
  const { stream } = redis;
  let [read, silent] = [stream.bytesRead, 0];
  const looks = setInterval(() => {
    const owed = redis.commandQueue.peekFront()?.command.name;
    silent = owed !== undefined && stream.bytesRead === read ? silent + 1 : 0;
    read = stream.bytesRead;
    const waits = owed !== undefined && Command.checkFlag('BLOCKING_COMMANDS', owed);
    if (silent < (waits ? WAITING_LOOKS : SILENT_LOOKS)) return;
    stream.destroy(Object.assign(new Error('Redis said nothing'), { code: 'ETIMEDOUT' }));
  }, LOOK_MS).unref();
  stream.once('close', () => clearInterval(looks));
}
