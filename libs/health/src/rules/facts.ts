/** A worker as it last reported itself; ages by the database's clock, seconds. */
export interface WorkerFacts {
  id: string;
  version: string;
  seenAgoS: number;
  /** Since it last finished a sweep for due publications. */
  sweptAgoS: number | null;
  /** Since it last reached its queue. */
  queueAgoS: number | null;
  /** Its clock minus the database's, ms. */
  clockOffsetMs: number;
  /** By network: what it does quickly, what takes long, and what waits for the network's share. */
  slots: Readonly<Record<string, { quick: number; slow: number; waiting: number }>>;
}

/** What the installation is measured by. */
export interface HealthFacts {
  /** Latest first; those that crashed stay for an hour. */
  workers: readonly WorkerFacts[];
  /** Publications that are due and that have not ended. */
  due: number;
  /** Of those, due for two minutes without any attempt. */
  late: number;
  /** How long the oldest of those that are due has waited, seconds. */
  oldestDueS: number | null;
  /** Time of a round trip, ms. */
  databaseMs: number;
  /** The same; null when it did not answer in time. */
  queueMs: number | null;
  /** What Redis does when its memory is full; null when it does not tell, and for PostgreSQL. */
  queuePolicy: string | null;
  /** Channels that the network refuses. */
  lostChannels: number;
  /** Version of this process's time-zone tables, as `2026a`, and the present year. */
  zones: string;
  year: number;
  /** Of the folder with media and keys; null when it cannot be read. */
  disk: { freeBytes: number; totalBytes: number } | null;
  mailConfigured: boolean;
  /** E-mails given up within a day. */
  mailsGivenUp: number;
}
