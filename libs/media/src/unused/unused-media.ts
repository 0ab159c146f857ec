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

/** Before every other id. */
const NONE = '00000000-0000-0000-0000-000000000000';

/** The end of media: out of the library when no post shows them for long, and their files a month after that. */
@Injectable()
export class UnusedMedia {
  constructor(
    private readonly database: Database,
    private readonly storage: MediaStorage,
    private readonly record: MediaRecord,
    @Inject(CONFIG) private readonly config: Pick<Config, 'KEEP_UNUSED_MEDIA_DAYS'>,
  ) {}

  /** Notes since when no post shows what is in the library. What is used again, or was sent again, begins anew. */
  async look(batch: number): Promise<void> {
    if (this.config.KEEP_UNUSED_MEDIA_DAYS === 0) return;
    let last: MediumKey | undefined = { organisationId: NONE, id: NONE };
    while (last) last = await noteUnused(this.database, last, batch);
  }

  /** @returns how many left the library, at most `batch` */
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

  /** Removes rows and files of what left the library a month ago. @returns how many, at most `batch` */
  async purge(batch: number): Promise<number> {
    const removed = await findRemoved(this.database, batch);
    let gone = 0;
    const failures: unknown[] = [];
    for (const medium of removed) {
      try {
        gone += await this.database.system((tx) => this.#forget(tx, medium));
      } catch (error) {
        // One file that cannot be removed keeps no other.
        failures.push(error);
      }
    }
    if (failures.length > 0) {
      throw new AggregateError(failures, `${failures.length} media could not be removed`);
    }
    return gone;
  }

  /** A file goes before its row is seen to be gone: what fails in between is done again. */
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
