import { type DynamicModule, Module } from '@nestjs/common';
import { AuditService } from '#lib/identity';
import { Derivatives } from './derivatives.js';
import { LinkPreviewController } from './link-preview.controller.js';
import { MediaController } from './media.controller.js';
import { MediaEntities } from './media.entities.js';
import { MediaReader } from './media-reader.js';
import { MediaRecord } from './media-record.js';
import { MediaStorage } from './media-storage.js';
import { StorageWatch } from './storage-watch.js';
import { IncomingSweep } from './incoming/incoming-sweep.js';
import { UploadInterceptor } from './incoming/upload.interceptor.js';
import { UploadQuota } from './incoming/upload-quota.js';
import { UnusedMedia } from './unused/unused-media.js';
import { UnusedMediaSweep } from './unused/unused-media-sweep.js';
import { MOST_WAITING, FileOpener } from './opening/file-opener.js';
import { GetMedia } from './read/get-media.js';
import { ListMedia } from './read/list-media.js';
import { ChangeMedia } from './write/change-media.js';
import { ImportMedia } from './write/import-media.js';
import { KeepFile } from './write/keep-file.js';
import { RemoveMedia } from './write/remove-media.js';
import { UploadMedia } from './write/upload-media.js';

/** Above this many waiting files, requests are answered with 503; the worker's files wait without limit. */
const MOST_WAITING_OVER_HTTP = 400;

/** One class for each act of a person, and what they share. */
const ACTS = [MediaReader, KeepFile, GetMedia, ListMedia, UploadMedia, ImportMedia, ChangeMedia, RemoveMedia];

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
        // A worker has no identity module, but writes the same history.
        AuditService,
        Derivatives,
        IncomingSweep,
        MediaRecord,
        MediaStorage,
        FileOpener,
        StorageWatch,
        UnusedMedia,
        UnusedMediaSweep,
        { provide: MOST_WAITING, useValue: http ? MOST_WAITING_OVER_HTTP : Infinity },
        ...(http ? [...ACTS, UploadInterceptor, UploadQuota] : []),
      ],
      exports: [Derivatives, MediaStorage, ...(http ? [UploadMedia] : [])],
    };
  }
}
