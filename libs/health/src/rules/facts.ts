/** A worker's last heartbeat; ages by the database's clock, seconds. */
export interface WorkerFacts {
  id: string;
  version: string;
  seenAgoS: number;
  /** Since its last completed sweep. */
  sweptAgoS: number | null;
  /** Since it last reached its queue. */
  queueAgoS: number | null;
  /** Its clock minus the database's, ms. */
  clockOffsetMs: number;
  /** By network: quick runs, slow runs and waiting ones. */
  slots: Readonly<Record<string, { quick: number; slow: number; waiting: number }>>;
}

/** Measured values of the installation. */
export interface HealthFacts {
  /** Latest first; crashed ones are listed for an hour. */
  workers: readonly WorkerFacts[];
  /** Publications that are due and not finished. */
  due: number;
  /** Of those, due for two minutes without any attempt. */
  late: number;
  /** Waiting time of the oldest due publication, seconds. */
  oldestDueS: number | null;
  /** Time of a round trip, ms. */
  databaseMs: number;
  /** Round trip to the queue, ms; null when it did not answer in time. */
  queueMs: number | null;
  /** Redis's policy for full memory; null when unknown, and for PostgreSQL. */
  queuePolicy: string | null;
  /** Channels whose credential was refused. */
  lostChannels: number;
  /** Version of this process's time-zone tables, e.g. `2026a`, and the present year. */
  zones: string;
  year: number;
  /** Of the folder with media and keys; null when it cannot be read. */
  disk: { freeBytes: number; totalBytes: number } | null;
  mailConfigured: boolean;
  /** E-mails given up within a day. */
  mailsGivenUp: number;
}
