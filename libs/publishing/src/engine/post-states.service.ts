import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Database } from '#lib/database';
import { LOGGER } from '#lib/kernel';
import { refreshPostStates } from '../post-states.js';

/** Publications of one post settle within moments of each other: their post is looked at once, ms later. */
const GATHER_MS = 150;

/**
 * Brings posts in line with their publications shortly after they settle. Should this process end before it did,
 * the sweep does it.
 */
@Injectable()
export class PostStates {
  readonly #touched = new Set<string>();
  #timer: NodeJS.Timeout | null = null;
  #flushing: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  touch(postId: string): void {
    this.#touched.add(postId);
    this.#timer ??= setTimeout(() => void this.flush(), GATHER_MS);
  }

  /** Brings in line every touched post now. */
  flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const ids = [...this.#touched];
    this.#touched.clear();
    this.#flushing = this.#flushing.then(() => this.#refresh(ids));
    return this.#flushing;
  }

  /** Repairs posts whose hour has passed and whose state does not say so: what a crash left behind. */
  async repair(): Promise<void> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT id FROM post WHERE state IN ('scheduled', 'publishing') AND due_at < now() - interval '5 seconds' ORDER BY due_at LIMIT 500`,
    );
    await this.#refresh(rows.map((row) => row.id));
  }

  async #refresh(ids: string[]): Promise<void> {
    if (ids.length === 0) return;
    try {
      await this.database.system((tx) => refreshPostStates(tx, ids));
    } catch (error) {
      this.logger.warn({ err: error, posts: ids.length }, 'post states not refreshed; the sweep will');
    }
  }
}
