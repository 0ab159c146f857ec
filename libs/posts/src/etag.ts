import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { type Observable, tap } from 'rxjs';
import { DomainError } from '#lib/kernel';

/** Puts the version of the answered resource into its `ETag` (RFC 9110, 8.8.3). */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      tap((body: unknown) => {
        const version = (body as { version?: unknown } | null)?.version;
        if (typeof version === 'number') {
          context.switchToHttp().getResponse<Response>().setHeader('ETag', `"${version}"`);
        }
      }),
    );
  }
}

/** The version an `If-Match` names; null without one, or for `*`. @throws DomainError 422 */
export function versionOf(ifMatch: string | undefined): number | null {
  if (!ifMatch || ifMatch === '*') return null;
  const version = /^(?:W\/)?"(\d+)"$/.exec(ifMatch.trim())?.[1];
  if (version === undefined) throw new DomainError(422, 'if_match_invalid');
  return Number(version);
}

/** @throws DomainError 412 when the post has changed since that version */
export function requireVersion(post: { version: number }, version: number | null): void {
  if (version === null || version === post.version) return;
  throw new DomainError(412, 'stale_version', {}, [], { version: post.version });
}
