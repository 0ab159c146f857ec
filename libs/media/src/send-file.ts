import type { Request, Response } from 'express';
import { pipeline } from 'node:stream/promises';
import { notFound } from '#lib/kernel';
import { inline } from './content-disposition.js';
import type { MediaStorage, MediaVariant } from './media-storage.js';
import type { ByteRange } from './storage/file-store.js';

interface Sendable {
  organisationId: string;
  sha256: string;
  mime: string;
  variant: MediaVariant;
  /** Its name for people; an address for networks has only its own. */
  name?: string;
}

const MIMES: Partial<Record<MediaVariant, string>> = { thumbnail: 'image/webp', shown: 'image/jpeg' };

/**
 * Streams a stored file, whole or one range (RFC 9110, 14), with its checked type and never as a page. Not cached by
 * proxies, nor in a browser for the next person who signs in there.
 */
export async function sendStored(
  storage: MediaStorage,
  media: Sendable,
  request: Request,
  response: Response,
): Promise<void> {
  const { organisationId, sha256, variant } = media;
  const size = await storage.size(organisationId, sha256, variant);
  if (size === null) throw notFound('media');
  const part = partOf(request.headers.range, size);
  if (part && part.start >= part.end) {
    response.status(416).setHeader('Content-Range', `bytes */${size}`).end();
    return;
  }
  const { start, end } = part ?? { start: 0, end: size };
  // Opened before the answer begins, so that an error of the storage can still be reported.
  const body =
    request.method === 'HEAD' || start === end
      ? null
      : await storage.stream(organisationId, sha256, variant, { start, end });
  const mime = MIMES[variant] ?? media.mime;
  response.setHeader('Content-Type', mime);
  response.setHeader('Cache-Control', 'private, no-store');
  if (media.name !== undefined) response.setHeader('Content-Disposition', inline(media.name, mime));
  response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Accept-Ranges', 'bytes');
  if (part) response.status(206).setHeader('Content-Range', `bytes ${start}-${end - 1}/${size}`);
  response.setHeader('Content-Length', end - start);
  if (!body) {
    response.end();
    return;
  }
  try {
    await pipeline(body, response);
  } catch (error) {
    // The client went away: nothing to answer.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

/** The one requested range, cut to the size; null for the whole file, also when the header is not understood. */
function partOf(header = '', size: number): ByteRange | null {
  const [whole, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? [];
  if (!whole || !(first || last)) return null;
  return first
    ? { start: Number(first), end: last ? Math.min(size, Number(last) + 1) : size }
    : { start: Math.max(0, size - Number(last)), end: size };
}
