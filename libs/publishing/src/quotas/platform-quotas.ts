import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config, ConfigError } from '#lib/kernel';
import { capabilitiesOf, type Platform, PLATFORMS, type PostQuota, type PostType } from '#rules/platforms';

/** Each network's daily quotas: as it publishes them, unless the operator was granted another number. */
@Injectable()
export class PlatformQuotas {
  readonly #quotas: ReadonlyMap<Platform, readonly PostQuota[]>;

  /** @throws ConfigError when `QUOTAS` names a quota that no network has */
  constructor(@Inject(CONFIG) config: Config) {
    const granted = new Map(Object.entries(config.QUOTAS));
    this.#quotas = new Map(
      PLATFORMS.map((platform) => [
        platform,
        capabilitiesOf(platform).quotas.map((quota) => {
          const key = `${platform}.${quota.name}`;
          const limit = granted.get(key) ?? quota.limit;
          granted.delete(key);
          return { ...quota, limit };
        }),
      ]),
    );
    if (granted.size > 0) {
      const known = [...this.#quotas].flatMap(([platform, all]) =>
        all.map(({ name }) => `${platform}.${name}`),
      );
      throw new ConfigError([
        `QUOTAS: no quota ${[...granted.keys()].join(', ')}; there are ${known.join(', ')}`,
      ]);
    }
  }

  of(platform: Platform): readonly PostQuota[] {
    return this.#quotas.get(platform) ?? [];
  }

  /** The quotas that a post of this type counts in. */
  forType(platform: Platform, type: PostType): readonly PostQuota[] {
    return this.of(platform).filter(({ types }) => !types || types.includes(type));
  }
}
