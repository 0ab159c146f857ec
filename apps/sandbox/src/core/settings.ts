import { byPlatform, PLATFORMS, type Platform } from '#rules/platforms';
import { z } from 'zod';
import type { SandboxPlatforms } from './platform.js';
import type { Table } from './table.js';

const ms = z.number().int().min(0);
/** Limit in the named window; 0 turns it off. */
const quota = z.number().int().min(0);

const quotas = z.object({
  /** Facebook and Instagram: business-use-case calls per account and hour. */
  callsPerHour: quota,
  /** LinkedIn: calls per member and UTC day. */
  callsPerDay: quota,
  /** Instagram: publications; TikTok: direct posts; rolling 24 h. */
  publishPerDay: quota,
  /** Instagram: containers, rolling 24 h. */
  containersPerDay: quota,
  /** TikTok: per token and minute. */
  initPerMinute: quota,
  statusPerMinute: quota,
  creatorInfoPerMinute: quota,
});

const shape = z.object({
  /** Delay of every answer; the effect itself happens on arrival. */
  latencyMs: ms,
  /** How long lists and single reads hide what was just written. */
  visibilityLagMs: ms,
  /** How long comments on a new post are answered with "not found". */
  commentLagMs: ms,
  /** Instagram image containers, LinkedIn images. */
  containerDelayMs: ms,
  /** Instagram, LinkedIn and TikTok videos. */
  videoDelayMs: ms,
  /** Instagram: a container read answers without `status_code` this long. */
  statusMissingMs: ms,
  /** TikTok: time from publication until the public post id is known. */
  postIdDelayMs: ms,
  /** Facebook 506, LinkedIn DUPLICATE_POST. */
  duplicateWindowS: quota,
  /** Instagram: publishing a container again gives the same media id, or an error. */
  republish: z.enum(['same', 'error']),
  /** TikTok: an application that has not been audited may only post privately to private accounts. */
  unaudited: z.boolean(),
  graphVersions: z.array(z.string().regex(/^v\d+\.\d+$/)),
  /** LinkedIn: first and last active version (`YYYYMM`); empty means by the clock. */
  oldestVersion: z.string().regex(/^(\d{6})?$/),
  newestVersion: z.string().regex(/^(\d{6})?$/),
  quotas,
});

export type Settings = z.infer<typeof shape>;
export const settingsPatch = shape
  .omit({ quotas: true })
  .extend({ quotas: quotas.partial() })
  .partial()
  .extend({ platform: z.enum(PLATFORMS).optional() })
  .strict();
export type SettingsPatch = z.infer<typeof settingsPatch>;

/** Quick enough for a demonstration, slow enough that a client which never waits fails. */
const DEFAULTS: Settings = {
  latencyMs: 0,
  visibilityLagMs: 1000,
  commentLagMs: 0,
  containerDelayMs: 500,
  videoDelayMs: 1500,
  statusMissingMs: 0,
  postIdDelayMs: 1000,
  duplicateWindowS: 600,
  republish: 'same',
  unaudited: false,
  graphVersions: ['v23.0', 'v24.0', 'v25.0', 'v26.0'],
  oldestVersion: '',
  newestVersion: '',
  quotas: {
    callsPerHour: 20_000,
    callsPerDay: 0,
    publishPerDay: 0,
    containersPerDay: 400,
    initPerMinute: 0,
    statusPerMinute: 0,
    creatorInfoPerMinute: 0,
  },
};

export interface SettingsRow {
  scope: Platform | 'all';
  patch: Omit<SettingsPatch, 'platform'>;
}

/** Behaviour of the networks: one set for all, with overrides per network. */
export class SettingsBook {
  private readonly merged = new Map<Platform, Settings>();

  constructor(
    private readonly table: Table<SettingsRow>,
    private readonly platforms: SandboxPlatforms,
  ) {}

  of(platform: Platform): Settings {
    const known = this.merged.get(platform);
    if (known) return known;
    const layers = [this.table.get('all')?.patch, this.table.get(platform)?.patch];
    const settings = layers.reduce<Settings>(merge, this.usual(platform));
    this.merged.set(platform, settings);
    return settings;
  }

  private usual(platform: Platform): Settings {
    return { ...DEFAULTS, quotas: { ...DEFAULTS.quotas, ...this.platforms[platform].quotas } };
  }

  set({ platform, ...patch }: SettingsPatch): void {
    const scope = platform ?? 'all';
    const known = this.table.get(scope)?.patch ?? {};
    this.table.put({ scope, patch: { ...known, ...patch, quotas: { ...known.quotas, ...patch.quotas } } });
    this.merged.clear();
  }

  all(): Record<Platform, Settings> {
    return byPlatform((platform) => this.of(platform));
  }
}

function merge(settings: Settings, patch: SettingsRow['patch'] | undefined): Settings {
  return patch ? { ...settings, ...patch, quotas: { ...settings.quotas, ...patch.quotas } } : settings;
}
