import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Database } from '#lib/database';
import { LOGGER } from '#lib/kernel';
import { alignPosts } from '../../align-posts.js';
import { BEHIND, type PostKey } from '../../align-posts.sql.js';

/**
 * Pause between a settlement and the update of its post, ms. The publications of one post settle within moments of
 * each other, and each twice (accepted, address known): one update serves all of them.
 */
const GATHER_MS = 500;

/**
 * Updates the state of posts shortly after their publications settle. If this process ends before, the sweep does
 * it.
 */
@Injectable()
export class SettledPosts {
  readonly #touched = new Map<string, PostKey>();
  #timer: NodeJS.Timeout | null = null;
  #flushing: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  touch(organisationId: string, id: string): void {
    this.#touched.set(id, { organisationId, id });
    this.#timer ??= setTimeout(() => void this.flush(), GATHER_MS);
  }

  /** Updates every waiting post now. */
  flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const posts = [...this.#touched.values()];
    this.#touched.clear();
    this.#flushing = this.#flushing.then(() => this.#refresh(posts));
    return this.#flushing;
  }

  /** Repairs posts that are past due although their state does not say so, as after a crash. */
  async repair(): Promise<void> {
    await this.#refresh(await BEHIND.rows(this.database));
  }

  async #refresh(posts: readonly PostKey[]): Promise<void> {
    if (posts.length === 0) return;
    try {
      await this.database.system((tx) => alignPosts(tx, posts));
    } catch (error) {
      this.logger.warn({ err: error, posts: posts.length }, 'post states not refreshed; the sweep will');
    }
  }
}
