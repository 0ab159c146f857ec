import type { Say } from './index.js';

const START = 'Start a worker, or read in its log why it stops.';

/** What was found, and what to do. */
export const en: Record<string, Say> = {
  late: (v) => [
    Number(v.count) > 1
      ? `${v.count} deliveries wait without any attempt, the oldest for ${v.minutes} min.`
      : `One delivery has waited for ${v.minutes} min without any attempt.`,
    'Look at the lines Workers, Dispatch and Queue below. Nothing is lost: deliveries resume by themselves.',
  ],
  network_slow: (v) => [
    `The network ${v.network} hardly answers: ${v.count} ${Number(v.count) > 1 ? 'deliveries wait' : 'delivery waits'} for their turn.`,
    'Other networks do not suffer from it. Look at the status page of this one; deliveries resume by themselves.',
  ],
  networks: () => ['No network keeps us waiting.'],
  on_time: () => ['No delivery is late.'],
  no_worker: () => ['No worker reports: nothing goes out.', START],
  silent_worker: (v) => [
    Number(v.count) > 1
      ? `${v.count} workers went silent lately. The others take over their deliveries.`
      : 'A worker went silent lately. The others take over its deliveries.',
    'Read in its log why it stopped.',
  ],
  mixed_versions: () => [
    'Workers of different versions run together.',
    'Restart those of the older version.',
  ],
  workers: (v) => [Number(v.count) > 1 ? `${v.count} workers at work.` : '1 worker at work.'],
  no_sweep: () => ['Nobody looks for deliveries that are due.', START],
  old_sweep: (v) => [
    `The last look for deliveries was ${v.seconds} s ago; one is due every two seconds.`,
    'The database or the worker is overloaded: add a worker, or look at slow queries.',
  ],
  sweeping: (v) => [`Last look for deliveries ${v.seconds} s ago.`],
  queue_silent: () => [
    'The queue does not answer.',
    'Check that Redis (or PostgreSQL, without REDIS_URL) runs, and that its address is right.',
  ],
  queue_forgets: (v) => [
    `Redis may forget jobs when its memory is full (${v.policy}).`,
    'Set maxmemory-policy to noeviction, in its file too.',
  ],
  queue_unreached: (v) => [
    `No worker has reached the queue for ${v.seconds} s.`,
    'Check REDIS_URL on the workers’ machines, and the network between them and Redis.',
  ],
  queue_slow: (v) => [
    `The queue takes ${v.ms} ms to answer.`,
    'Look at the load of the machine that holds it.',
  ],
  queue: () => ['The queue answers.'],
  database_slow: (v) => [
    `The database takes ${v.ms} ms to answer.`,
    'Look at its machine’s load, its disk and slow queries.',
  ],
  database: () => ['The database answers.'],
  channels_lost: (v) => [
    Number(v.count) > 1
      ? `${v.count} channels need reconnecting. Their deliveries wait.`
      : 'A channel needs reconnecting. Its deliveries wait.',
    `Reconnect ${Number(v.count) > 1 ? 'them' : 'it'} on the Channels page.`,
  ],
  channels: () => ['No channel needs reconnecting.'],
  disk_unknown: () => ['The free space could not be read.', 'Check that LINEUP_HOME exists and can be read.'],
  disk_full: (v) => [
    `${v.gigabytes} GB are left: uploads and the database are about to stop.`,
    'Free space at once, or move LINEUP_HOME to a larger disk.',
  ],
  disk_low: (v) => [`${v.gigabytes} GB are left.`, 'Free space, or enlarge the disk.'],
  disk: (v) => [`${v.gigabytes} GB are left.`],
  clock_off: (v) => [
    `A worker’s clock is ${v.seconds} s away from the database’s. Hours of delivery do not depend on it.`,
    'Turn time synchronisation (NTP) on on that machine.',
  ],
  clock: () => ['The clocks agree.'],
  zones_old: (v) => [
    `The time-zone tables are of ${v.zones}: a recent change of hours may be missing.`,
    'Update Node.js.',
  ],
  zones: (v) => [`Time-zone tables ${v.zones}.`],
  no_mail: () => ['No mail server: notifications appear in Lineup only.'],
  mail_given_up: (v) => [
    Number(v.count) > 1
      ? `${v.count} e-mails were given up since yesterday. Lineup shows what they said all the same.`
      : 'An e-mail was given up since yesterday. Lineup shows what it said all the same.',
    'Check SMTP_URL, MAIL_FROM and the addresses; the reason is in the mail server’s log.',
  ],
  mail: () => ['E-mails go out.'],
};
