import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import multer from 'multer';
import type { Observable } from 'rxjs';
import { DomainError, newId } from '#lib/kernel';
import { MediaStorage } from './media-storage.js';

/** The largest file any of our networks takes, bytes. */
export const MAX_UPLOAD_BYTES = 1_000_000_000;

/** One file, field `file`, streamed to disk: an upload never sits in memory. */
@Injectable()
export class UploadInterceptor implements NestInterceptor {
  constructor(private readonly storage: MediaStorage) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const receive = multer({
      storage: multer.diskStorage({
        destination: await this.storage.incoming(),
        filename: (_request, _file, done) => done(null, newId()),
      }),
      limits: { fileSize: MAX_UPLOAD_BYTES, files: 1, fields: 5, fieldSize: 10_000 },
    }).single('file');
    await new Promise<void>((resolve, reject) => {
      receive(http.getRequest<Request>(), http.getResponse<Response>(), (error: unknown) => {
        if (!error) {
          resolve();
        } else if (error instanceof multer.MulterError && error.code === 'LIMIT_FILE_SIZE') {
          reject(new DomainError(413, 'too_large', { limit: MAX_UPLOAD_BYTES / 1e6 }));
        } else {
          reject(
            error instanceof multer.MulterError
              ? new DomainError(422, 'file_missing', {}, [{ path: 'file', code: 'file_missing' }])
              : error,
          );
        }
      });
    });
    return next.handle();
  }
}
