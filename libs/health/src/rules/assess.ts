import type { HealthFacts } from './facts.js';

/** From the best to the worst. */
export const HEALTH_STATES = ['ok', 'warning', 'critical'] as const;
export type HealthState = (typeof HEALTH_STATES)[number];

/** What is looked at, in the order in which it matters. */
export const CHECKS = [
  'late',
  'workers',
  'dispatch',
  'queue',
  'database',
  'channels',
  'disk',
  'clock',
  'zones',
  'mail',
] as const;
export type Check = (typeof CHECKS)[number];

/** One check's verdict; `code` names the sentence, `values` fill it. */
export interface Finding {
  check: Check;
  state: HealthState;
  code: string;
  values: Record<string, number | string>;
}

/** A worker reports every second; after more than so many full ones it is taken for dead, seconds. */
export const WORKER_SILENCE_S = 3;
/** A silent worker is worth a word for so long; then it is history, seconds. */
const SILENT_WORTH_S = 600;
/** A sweep every two seconds, told every one: more is a worker that does not get to it, seconds. */
const SWEEP_SLOW_S = 30;
const SWEEP_DEAD_S = 120;
const QUEUE_SILENCE_S = 5;
/** Round trips that people begin to feel, and that leases begin to feel, ms. */
const SLOW_MS = 250;
const STUCK_MS = 2000;
/** Lateness never hangs on it, since the database's clock decides; tokens and logs do, ms. */
const CLOCK_OFFSET_MS = 2000;
const DISK_LOW = { share: 0.1, bytes: 2e9 };
const DISK_FULL_BYTES = 5e8;

/** Any other lets Redis drop jobs to make room. */
export const SAFE_POLICY = 'noeviction';

type Verdict = Omit<Finding, 'check'>;
const say = (state: HealthState, code: string, values: Finding['values'] = {}): Verdict => ({
  state,
  code,
  values,
});
const alive = ({ workers }: HealthFacts) => workers.filter((worker) => worker.seenAgoS <= WORKER_SILENCE_S);
/** Of those that know. */
const least = (ages: readonly (number | null)[]): number | null => {
  const known = ages.filter((age) => age !== null);
  return known.length > 0 ? Math.min(...known) : null;
};

type OwnFacts = Pick<HealthFacts, 'late' | 'oldestDueS' | 'lostChannels'>;

/** What is an organisation's own business too. */
const OWN_RULES = {
  late: ({ late, oldestDueS }) =>
    late > 0
      ? say('critical', 'late', { count: late, minutes: Math.floor((oldestDueS ?? 0) / 60) })
      : say('ok', 'on_time'),

  channels: ({ lostChannels: count }) =>
    count > 0 ? say('warning', 'channels_lost', { count }) : say('ok', 'channels'),
} satisfies Partial<Record<Check, (facts: OwnFacts) => Verdict>>;

const RULES: Record<Check, (facts: HealthFacts) => Verdict> = {
  ...OWN_RULES,

  workers: (facts) => {
    const present = alive(facts);
    if (present.length === 0) return say('critical', 'no_worker');
    const silent = facts.workers.filter(
      ({ seenAgoS }) => seenAgoS > WORKER_SILENCE_S && seenAgoS <= SILENT_WORTH_S,
    );
    if (silent.length > 0) return say('warning', 'silent_worker', { count: silent.length });
    if (new Set(present.map(({ version }) => version)).size > 1) return say('warning', 'mixed_versions');
    return say('ok', 'workers', { count: present.length });
  },

  dispatch: (facts) => {
    const seconds = least(alive(facts).map(({ sweptAgoS }) => sweptAgoS));
    if (seconds === null) return say('critical', 'no_sweep');
    if (seconds > SWEEP_DEAD_S) return say('critical', 'old_sweep', { seconds });
    return say(seconds > SWEEP_SLOW_S ? 'warning' : 'ok', seconds > SWEEP_SLOW_S ? 'old_sweep' : 'sweeping', {
      seconds,
    });
  },

  queue: (facts) => {
    if (facts.queueMs === null) return say('critical', 'queue_silent');
    if (facts.queuePolicy !== null && facts.queuePolicy !== SAFE_POLICY) {
      return say('critical', 'queue_forgets', { policy: facts.queuePolicy });
    }
    const reached = least(alive(facts).map(({ queueAgoS }) => queueAgoS));
    if (reached !== null && reached > QUEUE_SILENCE_S) {
      return say('critical', 'queue_unreached', { seconds: reached });
    }
    return facts.queueMs > SLOW_MS
      ? say('warning', 'queue_slow', { ms: facts.queueMs })
      : say('ok', 'queue', { ms: facts.queueMs });
  },

  database: ({ databaseMs: ms }) => {
    if (ms > STUCK_MS) return say('critical', 'database_slow', { ms });
    return ms > SLOW_MS ? say('warning', 'database_slow', { ms }) : say('ok', 'database', { ms });
  },

  disk: ({ disk }) => {
    if (!disk) return say('warning', 'disk_unknown');
    const values = { gigabytes: Math.floor(disk.freeBytes / 1e8) / 10 };
    if (disk.freeBytes < DISK_FULL_BYTES) return say('critical', 'disk_full', values);
    const low = disk.freeBytes < Math.min(disk.totalBytes * DISK_LOW.share, DISK_LOW.bytes);
    return low ? say('warning', 'disk_low', values) : say('ok', 'disk', values);
  },

  clock: (facts) => {
    const offsets = alive(facts).map(({ clockOffsetMs }) => Math.abs(clockOffsetMs));
    const ms = Math.max(0, ...offsets);
    return ms > CLOCK_OFFSET_MS
      ? say('warning', 'clock_off', { seconds: Math.round(ms / 1000) })
      : say('ok', 'clock');
  },

  // Governments change their hours at short notice: tables of the year before last miss some.
  zones: ({ zones, year }) =>
    Number.parseInt(zones, 10) < year - 1
      ? say('warning', 'zones_old', { zones })
      : say('ok', 'zones', { zones }),

  mail: ({ mailConfigured, mailsGivenUp: count }) => {
    if (!mailConfigured) return say('ok', 'no_mail');
    return count > 0 ? say('warning', 'mail_given_up', { count }) : say('ok', 'mail');
  },
};

/** Every check, in its order. */
export const assess = (facts: HealthFacts): Finding[] =>
  CHECKS.map((check) => ({ check, ...RULES[check](facts) }));

/** As bad as the worst of them. */
export const worst = (findings: readonly Pick<Finding, 'state'>[]): HealthState =>
  HEALTH_STATES[Math.max(0, ...findings.map(({ state }) => HEALTH_STATES.indexOf(state)))] ?? 'ok';

/** What an organisation is told of itself, by the same rules. */
const OWN_CHECKS = ['late', 'channels'] as const;
export const assessOrganisation = (facts: OwnFacts): Finding[] =>
  OWN_CHECKS.map((check) => ({ check, ...OWN_RULES[check](facts) }));
