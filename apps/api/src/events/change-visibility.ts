import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { type Principal, visibleNodes } from '#lib/identity';
import { Clock } from '#lib/kernel';
import type { Change } from './changes.service.js';
import { pathOf } from './establishment-path.repository.js';

/** How long an establishment's path is cached, ms: many streams need it for the same change. */
const CACHED_FOR_MS = 5_000;
const MOST = 5_000;

/** Who sees a change, for people who see only some establishments. */
@Injectable()
export class ChangeVisibility {
  readonly #known = new Map<string, { path: Promise<string[]>; untilMs: number }>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Whether a person sees what changed, or saw it before; in that case it has disappeared for them, which is a
   * change too.
   */
  async sees(who: Principal, change: Change): Promise<boolean> {
    const nodes = visibleNodes(who);
    if (!nodes) return true;
    const { organisationId, establishmentId, formerEstablishmentId, postId, id } = change;
    if (formerEstablishmentId) this.#known.delete(id);
    const ways = establishmentId
      ? [establishmentId, formerEstablishmentId].flatMap((one) =>
          one ? this.#path('establishment', organisationId, one) : [],
        )
      : [this.#path('post', organisationId, postId ?? id)];
    const paths = await Promise.all(ways);
    return paths.some((path) => path.some((node) => nodes.includes(node)));
  }

  #path(of: 'establishment' | 'post', organisationId: string, id: string): Promise<string[]> {
    const now = this.clock.monotonicMs();
    const known = this.#known.get(id);
    if (known && now < known.untilMs) return known.path;
    if (this.#known.size >= MOST) this.#known.clear();
    const path = pathOf(this.database, of, organisationId, id);
    this.#known.set(id, { path, untilMs: now + CACHED_FOR_MS });
    path.catch(() => this.#known.delete(id));
    return path;
  }
}
