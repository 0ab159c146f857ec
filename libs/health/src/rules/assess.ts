import type { HealthFacts } from './facts.js';

/** From best to worst. */
export const HEALTH_STATES = ['ok', 'warning', 'critical'] as const;
export type HealthState = (typeof HEALTH_STATES)[number];

/** All checks, the most important first. */
export const CHECKS = [
  'late',
  'workers',
  'dispatch',
  'queue',
  'database',
  'networks',
  'channels',
  'disk',
  'clock',
  'zones',
  'mail',
] as const;
export type Check = (typeof CHECKS)[number];

/** Result of one check; `code` names the sentence, `values` fill it. */
export interface Finding {
  check: Check;
  state: HealthState;
  code: string;
  values: Record<string, number | string>;
}

/** A worker without a heartbeat for more than this counts as dead, seconds. Workers report every second. */
export const WORKER_SILENCE_S = 3;
/** How long a silent worker is shown, seconds. */
const SILENT_WORTH_S = 600;
/** Longest time since a sweep before a warning, seconds; workers sweep every two. */
const SWEEP_SLOW_S = 30;
const SWEEP_DEAD_S = 120;
/** A queue that no worker reached for more than this counts as lost, seconds. Workers try every second. */
const QUEUE_SILENCE_S = 3;
/** Round trips above which people, and at the second limit leases, are affected, ms. */
const SLOW_MS = 250;
const STUCK_MS = 2000;
/**
 * Clock difference above which a warning is shown, ms. It affects tokens and logs, but not due instants, which the
 * database's clock decides.
 */
const CLOCK_OFFSET_MS = 2000;
const DISK_LOW = { share: 0.1, bytes: 2e9 };
const DISK_FULL_BYTES = 5e8;

/** With any other policy, Redis drops jobs when its memory is full. */
export const SAFE_POLICY = 'noeviction';

type Verdict = Omit<Finding, 'check'>;
const say = (state: HealthState, code: string, values: Finding['values'] = {}): Verdict => ({
  state,
  code,
  values,
});
const alive = ({ workers }: HealthFacts) => workers.filter((worker) => worker.seenAgoS <= WORKER_SILENCE_S);
/** The least known age. */
const least = (ages: readonly (number | null)[]): number | null => {
  const known = ages.filter((age) => age !== null);
  return known.length > 0 ? Math.min(...known) : null;
};

/** The network with the most waiting publications while its slow calls are at their limit; null for none. */
const slowest = (workers: HealthFacts['workers']) =>
  workers
    .flatMap(({ slots }) => Object.entries(slots).map(([name, load]) => ({ name, ...load })))
    .filter(({ slow, quick, waiting }) => waiting > 0 && slow > quick)
    .reduce<{ name: string; waiting: number } | null>(
      (worst, one) => (worst && worst.waiting >= one.waiting ? worst : one),
      null,
    );

type OwnFacts = Pick<HealthFacts, 'late' | 'oldestDueS' | 'lostChannels'>;

/** Rules that also apply to a single organisation. */
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

  networks: (facts) => {
    const slow = slowest(alive(facts));
    return slow
      ? say('warning', 'network_slow', { network: slow.name, count: slow.waiting })
      : say('ok', 'networks');
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

  // Governments change time zones at short notice, so tables of the year before last are outdated.
  zones: ({ zones, year }) =>
    Number.parseInt(zones, 10) < year - 1
      ? say('warning', 'zones_old', { zones })
      : say('ok', 'zones', { zones }),

  mail: ({ mailConfigured, mailsGivenUp: count }) => {
    if (!mailConfigured) return say('ok', 'no_mail');
    return count > 0 ? say('warning', 'mail_given_up', { count }) : say('ok', 'mail');
  },
};

/** Findings of every check, in order. */
export const assess = (facts: HealthFacts): Finding[] =>
  CHECKS.map((check) => ({ check, ...RULES[check](facts) }));

/** The worst state of the findings. */
export const worst = (findings: readonly Pick<Finding, 'state'>[]): HealthState =>
  HEALTH_STATES[Math.max(0, ...findings.map(({ state }) => HEALTH_STATES.indexOf(state)))] ?? 'ok';

/** Checks of a single organisation, by the same rules. */
const OWN_CHECKS = ['late', 'channels'] as const;
export const assessOrganisation = (facts: OwnFacts): Finding[] =>
  OWN_CHECKS.map((check) => ({ check, ...OWN_RULES[check](facts) }));
