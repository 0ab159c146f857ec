import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CONFIG, type Config, ConfigError, DomainError, errorSentence } from '#lib/kernel';
import { MediaStorage } from './media-storage.js';

/**
 * Keeps a process from starting on a bucket that will never take anything: settings that are wrong are told when they
 * are made, not when the first upload fails. A bucket that is only away for now is waited for.
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
