import { Inject, Injectable } from '@nestjs/common';
import { statfs } from 'node:fs/promises';
import { Database } from '#lib/database';
import type { Principal } from '#lib/identity';
import { CONFIG, type Config, DomainError } from '#lib/kernel';
import { storageFull } from '../inspect.js';
import { MediaStorage } from '../media-storage.js';
import { countSent } from './upload-quota.repository.js';

/** Kept free on the disk for the database and everything else on it, bytes. */
const RESERVE = 200_000_000;

const RETRY_AFTER_S = 3_600;

/** Limits uploads: per person and day, per organisation in total, and by free disk space. */
@Injectable()
export class UploadQuota {
  constructor(
    private readonly database: Database,
    private readonly storage: MediaStorage,
    @Inject(CONFIG)
    private readonly config: Pick<Config, 'UPLOAD_DAILY_MB_PER_PERSON' | 'UPLOAD_TOTAL_MB_PER_ORGANISATION'>,
  ) {}

  /**
   * Called before bytes are received, and again when their number is known.
   * @throws DomainError 429 `upload_quota_day`, 422 `upload_quota_total`, 507 `storage_full`
   */
  async require(who: Principal, bytes: number): Promise<void> {
    const { UPLOAD_DAILY_MB_PER_PERSON: daily, UPLOAD_TOTAL_MB_PER_ORGANISATION: total } = this.config;
    const sent = await this.database.read(who.organisationId, (tx) => countSent(tx, who));
    if (sent.day + bytes > daily * 1e6) {
      const extra = { retryAfter: RETRY_AFTER_S };
      throw new DomainError(429, 'upload_quota_day', { limit: daily }, [], extra);
    }
    if (sent.total + bytes > total * 1e6) {
      throw new DomainError(422, 'upload_quota_total', { limit: total });
    }
    await this.#requireRoom(bytes);
  }

  async #requireRoom(bytes: number): Promise<void> {
    const { bavail, bsize } = await statfs(await this.storage.incoming());
    if (bavail * bsize < bytes + RESERVE) throw storageFull();
  }
}
