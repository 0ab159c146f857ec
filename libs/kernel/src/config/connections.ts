/** How many connections to PostgreSQL each part of a process may hold. */
export interface Connections {
  /** For one organisation at a time. */
  app: number;
  /** For all of them: dispatch, health, notifications, retention. */
  engine: number;
  /** Sign-in. */
  auth: number;
  /** BullMQ on PostgreSQL; none with Redis. */
  queue: number;
  /** Listening for what changes: each holds one as long as the process lives. */
  listeners: number;
}

/** An API hears changes and the ends of sessions; a worker hears what is due, and leaves one unused. */
const LISTENERS = 2;
/** Each consumer of a queue on PostgreSQL keeps one while it waits; the others add, count and take. */
const QUEUE = 4;

/** The least that a process works with, DATABASE_POOL. */
export const LEAST_CONNECTIONS = 10;

/**
 * Shares a process's connections out, all of them and never one more: what is said in DATABASE_POOL, times the number of
 * processes, is what PostgreSQL's max_connections must hold.
 */
export function shareConnections(total: number, withRedis: boolean): Connections {
  const auth = Math.max(1, Math.floor(total / 10));
  const queue = withRedis ? 0 : QUEUE;
  const rest = total - LISTENERS - auth - queue;
  const app = Math.max(1, Math.floor(rest * 0.4));
  return { app, engine: rest - app, auth, queue, listeners: LISTENERS };
}
