import { Injectable } from '@nestjs/common';
import type { Principal } from '#lib/identity';
import { GuardedClient } from '#lib/kernel';
import { fetchInto } from '../import-file.js';
import { UploadQuota } from '../incoming/upload-quota.js';
import { MediaStorage } from '../media-storage.js';
import type { MediumView } from '../media.view.js';
import { KeepFile, type UploadDetails } from './keep-file.js';

@Injectable()
export class ImportMedia {
  constructor(
    private readonly storage: MediaStorage,
    private readonly outbound: GuardedClient,
    private readonly quota: UploadQuota,
    private readonly keepFile: KeepFile,
  ) {}

  /**
   * Downloads a file from an address and keeps it like an upload.
   * @throws DomainError 422 `address_*`, and as `KeepFile`
   */
  async run(who: Principal, url: string, said: UploadDetails): Promise<MediumView> {
    await this.quota.require(who, 0);
    const file = await fetchInto(this.outbound, url, await this.storage.newFile());
    return this.keepFile.run(who, file, said);
  }
}
