import { type DynamicModule, Module } from '@nestjs/common';
import { AuditService } from '#lib/identity';
import { Derivatives } from './derivatives.js';
import { LinkPreviewController } from './link-preview.controller.js';
import { MediaController } from './media.controller.js';
import { MediaEntities } from './media.entities.js';
import { MediaService } from './media.service.js';
import { MediaStorage } from './media-storage.js';
import { StorageWatch } from './storage-watch.js';
import { IncomingSweep } from './incoming/incoming-sweep.js';
import { UploadInterceptor } from './incoming/upload.interceptor.js';
import { UploadQuota } from './incoming/upload-quota.js';
import { UnusedMedia } from './unused/unused-media.js';
import { UnusedMediaSweep } from './unused/unused-media-sweep.js';
import { MOST_WAITING, Opener } from './opening/opener.js';

/** People are told to come back when so many files wait before theirs; the worker's files wait as long as they must. */
const MOST_WAITING_OVER_HTTP = 400;

/** Uploaded pictures and videos. */
@Module({})
export class MediaModule {
  static forRoot({ http }: { http: boolean }): DynamicModule {
    return {
      module: MediaModule,
      imports: [MediaEntities],
      global: true,
      controllers: http ? [MediaController, LinkPreviewController] : [],
      providers: [
        // A worker has no identity module; history is written the same way there.
        AuditService,
        Derivatives,
        IncomingSweep,
        MediaStorage,
        Opener,
        StorageWatch,
        UnusedMedia,
        UnusedMediaSweep,
        { provide: MOST_WAITING, useValue: http ? MOST_WAITING_OVER_HTTP : Infinity },
        ...(http ? [MediaService, UploadInterceptor, UploadQuota] : []),
      ],
      exports: [Derivatives, MediaStorage, ...(http ? [MediaService] : [])],
    };
  }
}
