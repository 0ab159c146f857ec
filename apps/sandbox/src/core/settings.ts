import { byPlatform, PLATFORMS, type Platform } from '#rules/platforms';
import { z, ZodError } from 'zod';
import type { SandboxPlatforms } from './platform.js';
import type { Table } from './table.js';

/** A delay, ms. */
export const ms = z.number().int().min(0);
/** A limit in the window of its name; 0 turns it off. */
export const quota = z.number().int().min(0);

/** What every network has. */
const COMMON = {
  /** Delay of every answer; the effect itself happens on arrival. */
  latencyMs: ms,
  /** How long lists and single reads hide what was just written. */
  visibilityLagMs: ms,
  /** Time to process a video. */
  videoDelayMs: ms,
};
type Common = Record<keyof typeof COMMON, number>;

/** Quick enough for a demonstration, slow enough that a client which never waits fails. */
const USUAL: Common = { latencyMs: 0, visibilityLagMs: 1000, videoDelayMs: 1500 };

/** A network's own settings, declared in its room: their shape, their usual values, and its quotas. */
export interface OwnSettings {
  shape: z.ZodRawShape;
  /** A value for each key of the shape. */
  usual: object;
  quotas: Readonly<Record<string, number>>;
}

/** All settings of a network: its own, and those that every network has. */
export type SettingsOf<Own extends OwnSettings> = Common & Own['usual'] & { quotas: Own['quotas'] };
export type Settings = SettingsOf<OwnSettings>;

const patchOf = ({ shape, quotas }: OwnSettings) =>
  z
    .strictObject({
      ...COMMON,
      ...shape,
      quotas: z.strictObject(Object.fromEntries(Object.keys(quotas).map((name) => [name, quota]))).partial(),
    })
    .partial();

const addressed = z.looseObject({
  /** All networks that have such a setting, when absent. */
  platform: z.enum(PLATFORMS).optional(),
  quotas: z.record(z.string(), z.unknown()).optional(),
});
/** Settings to change, by name, of one network or of all. */
export type SettingsPatch = z.input<typeof addressed>;

interface Patch {
  [name: string]: unknown;
  quotas?: Record<string, unknown> | undefined;
}

export interface SettingsRow {
  scope: Platform;
  patch: Patch;
}

/** How the networks behave now. */
export class SandboxSettings {
  private readonly merged = new Map<Platform, Settings>();

  constructor(
    private readonly table: Table<SettingsRow>,
    private readonly platforms: SandboxPlatforms,
  ) {}

  /** @param own the network's declaration, which gives the answer its type */
  of<Own extends OwnSettings>(platform: Platform, own: Own): SettingsOf<Own> {
    const known = this.merged.get(platform) ?? this.merge(platform, own);
    this.merged.set(platform, known);
    // Made of this declaration's usual values, and changed only by what its shape accepts.
    return known as SettingsOf<Own>;
  }

  /** @throws ZodError for a setting that none of the networks has, or a value that it does not take */
  set(input: SettingsPatch): void {
    const { platform, ...patch } = addressed.parse(input);
    const asked = platform ? [platform] : PLATFORMS;
    const changes = asked.map((scope) => ({ scope, change: this.known(scope, patch) }));
    const strange = namesOf(patch).filter((name) =>
      changes.every(({ change }) => !namesOf(change).includes(name)),
    );
    if (strange.length > 0) {
      throw new ZodError([
        { code: 'unrecognized_keys', keys: strange, path: [], message: 'no such setting', input },
      ]);
    }
    for (const { scope, change } of changes) {
      const before = this.table.get(scope)?.patch ?? {};
      this.table.put({
        scope,
        patch: { ...before, ...change, quotas: { ...before.quotas, ...change.quotas } },
      });
    }
    this.merged.clear();
  }

  /** Shortens every delay of every network. @param mostMs longest delay from now on, ms */
  shortenDelays(mostMs: number): void {
    for (const platform of PLATFORMS) {
      const { settings } = this.platforms[platform];
      const delays = Object.entries(this.of(platform, settings)).flatMap(([name, value]) =>
        name.endsWith('Ms') && typeof value === 'number' ? [[name, Math.min(value, mostMs)] as const] : [],
      );
      this.set({ platform, ...Object.fromEntries(delays) });
    }
  }

  all(): Record<Platform, Settings> {
    return byPlatform((platform) => this.of(platform, this.platforms[platform].settings));
  }

  /** The part of a change that a network knows. */
  private known(platform: Platform, { quotas = {}, ...patch }: Patch): Patch {
    const { settings } = this.platforms[platform];
    const has = (name: string): boolean => name in COMMON || name in settings.shape;
    const own = Object.entries(patch).filter(([name]) => has(name));
    const limits = Object.entries(quotas).filter(([name]) => name in settings.quotas);
    return patchOf(settings).parse({
      ...Object.fromEntries(own),
      ...(limits.length > 0 ? { quotas: Object.fromEntries(limits) } : {}),
    });
  }

  private merge(platform: Platform, { usual, quotas }: OwnSettings): Settings {
    const { quotas: limits, ...patch } = this.table.get(platform)?.patch ?? {};
    return { ...USUAL, ...usual, ...patch, quotas: { ...quotas, ...limits } } as Settings;
  }
}

const namesOf = ({ quotas = {}, ...patch }: Patch): string[] => [
  ...Object.keys(patch),
  ...Object.keys(quotas).map((name) => `quotas.${name}`),
];
