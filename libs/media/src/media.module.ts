import { type DynamicModule, Module } from '@nestjs/common';
import { Derivatives } from './derivatives.js';
import { LinkPreviewController } from './link-preview.controller.js';
import { MediaController } from './media.controller.js';
import { MediaService } from './media.service.js';
import { MediaStorage } from './media-storage.js';
import { StorageWatch } from './storage-watch.js';
import { UploadInterceptor } from './upload.interceptor.js';

/** Uploaded pictures and videos. */
@Module({})
export class MediaModule {
  static forRoot({ http }: { http: boolean }): DynamicModule {
    return {
      module: MediaModule,
      global: true,
      controllers: http ? [MediaController, LinkPreviewController] : [],
      providers: [
        Derivatives,
        MediaStorage,
        StorageWatch,
        ...(http ? [MediaService, UploadInterceptor] : []),
      ],
      exports: [Derivatives, MediaStorage, ...(http ? [MediaService] : [])],
    };
  }
}
