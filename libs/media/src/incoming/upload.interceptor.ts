import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { rm } from 'node:fs/promises';
import { finalize, type Observable } from 'rxjs';
import type { AuthenticatedRequest } from '#lib/identity';
import { unauthenticated } from '#lib/kernel';
import { MediaStorage } from '../media-storage.js';
import { receiveFile } from './receive-file.js';
import { UploadQuota } from './upload-quota.js';

/**
 * Receives the file of a request when there is room for it, and removes the file after the request, whatever its
 * outcome.
 */
@Injectable()
export class UploadInterceptor implements NestInterceptor {
  constructor(
    private readonly storage: MediaStorage,
    private readonly quota: UploadQuota,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<AuthenticatedRequest>();
    if (!request.principal) throw unauthenticated();
    await this.quota.require(request.principal, Number(request.headers['content-length']) || 0);
    const path = await this.storage.newFile();
    await receiveFile(request, http.getResponse<Response>(), path);
    return next.handle().pipe(finalize(() => void rm(path, { force: true })));
  }
}
