import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CONFIG, type Config, ConfigError, DomainError, errorSentence } from '#lib/kernel';
import { MediaStorage } from './media-storage.js';

/**
 * Checks the bucket when the process starts: wrong settings stop the process at once instead of failing the first
 * upload. A bucket that does not answer stops nothing.
 */
@Injectable()
export class StorageWatch implements OnApplicationBootstrap {
  constructor(
    private readonly storage: MediaStorage,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws ConfigError with a sentence that names the setting */
  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.S3_BUCKET) return;
    try {
      await this.storage.check();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (['storage_unreachable', 'storage_failed'].includes(error.code)) return;
      throw new ConfigError([errorSentence(error.code, 'en', error.params)]);
    }
  }
}
