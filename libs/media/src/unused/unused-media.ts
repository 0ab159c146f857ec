import { Inject, Injectable } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import { CONFIG, type Config } from '#lib/kernel';
import { forgetDerivatives } from '../derivatives.repository.js';
import { MediaRecord } from '../media-record.js';
import { MediaStorage } from '../media-storage.js';
import { lockContent } from './content-lock.repository.js';
import {
  findRemoved,
  forgetMedium,
  hasContent,
  hideUnused,
  type MediumKey,
  noteUnused,
  type RemovedMedium,
} from './unused-media.repository.js';

/** Sorts before every other id. */
const NONE = '00000000-0000-0000-0000-000000000000';

/** Removes media: from the library when no post has shown them for long, and their files a month later. */
@Injectable()
export class UnusedMedia {
  constructor(
    private readonly database: Database,
    private readonly storage: MediaStorage,
    private readonly record: MediaRecord,
    @Inject(CONFIG) private readonly config: Pick<Config, 'KEEP_UNUSED_MEDIA_DAYS'>,
  ) {}

  /** Notes since when no post shows each medium. The time restarts when a medium is used or uploaded again. */
  async look(batch: number): Promise<void> {
    if (this.config.KEEP_UNUSED_MEDIA_DAYS === 0) return;
    let last: MediumKey | undefined = { organisationId: NONE, id: NONE };
    while (last) last = await noteUnused(this.database, last, batch);
  }

  /** @returns how many were removed from the library, at most `batch` */
  async hide(batch: number): Promise<number> {
    const days = this.config.KEEP_UNUSED_MEDIA_DAYS;
    if (days === 0) return 0;
    return this.database.system(async (tx) => {
      const hidden = await hideUnused(tx, days, batch);
      for (const { organisationId, id, name } of hidden) {
        await this.record.outOfUse(tx, organisationId, id, name);
      }
      return hidden.length;
    });
  }

  /** Deletes rows and files of what was removed a month ago. @returns how many, at most `batch` */
  async purge(batch: number): Promise<number> {
    const removed = await findRemoved(this.database, batch);
    let gone = 0;
    const failures: unknown[] = [];
    for (const medium of removed) {
      try {
        gone += await this.database.system((tx) => this.#forget(tx, medium));
      } catch (error) {
        // A file that cannot be removed does not stop the others.
        failures.push(error);
      }
    }
    if (failures.length > 0) {
      throw new AggregateError(failures, `${failures.length} media could not be removed`);
    }
    return gone;
  }

  /** Files are removed before the row's deletion commits, so that a failure in between is retried. */
  async #forget(tx: Tx, medium: RemovedMedium): Promise<number> {
    const { organisationId, sha256 } = medium;
    await lockContent(tx, organisationId, sha256);
    if (!(await forgetMedium(tx, medium))) return 0;
    if (await hasContent(tx, organisationId, sha256)) return 1;
    for (const derivative of await forgetDerivatives(tx, organisationId, sha256)) {
      await this.storage.remove(organisationId, derivative);
    }
    await this.storage.remove(organisationId, sha256);
    return 1;
  }
}
