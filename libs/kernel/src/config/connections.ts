/** How many connections to PostgreSQL each part of a process may hold. */
export interface Connections {
  /** For one organisation at a time. */
  app: number;
  /** For all organisations: dispatch, health, notifications, retention. */
  engine: number;
  /** Sign-in. */
  auth: number;
  /** BullMQ on PostgreSQL; none with Redis. */
  queue: number;
  /** LISTEN connections, each kept for as long as the process lives. */
  listeners: number;
}

/** An API listens for changes and for ended sessions; a worker for due publications, and leaves one unused. */
const LISTENERS = 2;
/** Each consumer of a queue on PostgreSQL keeps one while it waits; the others add, count and take entries. */
const QUEUE = 4;

/** Smallest DATABASE_POOL with which a process works. */
export const LEAST_CONNECTIONS = 10;

/**
 * Divides a process's connections, never more than its total: DATABASE_POOL times the number of processes must fit
 * into PostgreSQL's max_connections.
 */
export function shareConnections(total: number, withRedis: boolean): Connections {
  const auth = Math.max(1, Math.floor(total / 10));
  const queue = withRedis ? 0 : QUEUE;
  const rest = total - LISTENERS - auth - queue;
  const app = Math.max(1, Math.floor(rest * 0.4));
  return { app, engine: rest - app, auth, queue, listeners: LISTENERS };
}
