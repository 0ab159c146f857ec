import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { Clock, LOGGER } from '#lib/kernel';
import { MediaStorage } from '../media-storage.js';
import { isOrphan } from './own-name.js';

/** A file not written to for this long is abandoned, ms. */
const FORGOTTEN_MS = 6 * 3_600_000;
const EVERY_MS = 3_600_000;

/**
 * Removes unfinished uploads and work files: at once when their process is known to be gone, else after hours
 * without a write.
 */
@Injectable()
export class IncomingSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly storage: MediaStorage,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Pick<Logger, 'warn'>,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.#sweepQuietly();
    this.#timer = setInterval(() => void this.#sweepQuietly(), EVERY_MS).unref();
  }

  onApplicationShutdown(): void {
    if (this.#timer) clearInterval(this.#timer);
  }

  /** @returns how many files were removed */
  async sweep(): Promise<number> {
    const folder = await this.storage.incoming();
    let gone = 0;
    for (const name of await readdir(folder)) {
      const path = join(folder, name);
      if (!(await this.#isLeft(path, name))) continue;
      await rm(path, { recursive: true, force: true });
      gone++;
    }
    return gone;
  }

  async #isLeft(path: string, name: string): Promise<boolean> {
    const orphan = isOrphan(name);
    if (orphan !== null) return orphan;
    const facts = await stat(path).catch(() => null);
    return facts !== null && this.clock.now().getTime() - facts.mtimeMs > FORGOTTEN_MS;
  }

  /** A file that cannot be removed is tried again in the next round; the error stops nothing else. */
  async #sweepQuietly(): Promise<void> {
    try {
      await this.sweep();
    } catch (error) {
      this.logger.warn({ err: error }, 'unfinished uploads could not be removed');
    }
  }
}
