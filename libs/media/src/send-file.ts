import type { Request, Response } from 'express';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { MediaStorage } from './media-storage.js';

interface Sendable {
  organisationId: string;
  sha256: string;
  mime: string;
  variant: 'original' | 'thumbnail';
}

/**
 * Streams stored bytes, whole or one range (RFC 9110, 14). Content never changes under its hash, so it is cached for
 * ever; it is sent as what it was found to be and never as a page.
 */
export async function sendStored(
  storage: MediaStorage,
  media: Sendable,
  request: Request,
  response: Response,
): Promise<void> {
  const { size } = await stat(storage.path(media.organisationId, media.sha256, media.variant));
  response.setHeader('Content-Type', media.variant === 'thumbnail' ? 'image/webp' : media.mime);
  response.setHeader('Cache-Control', 'private, max-age=31536000, immutable');
  response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Accept-Ranges', 'bytes');
  const [whole, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  let range = { start: 0, end: size };
  if (whole && (first || last)) {
    range = first
      ? { start: Number(first), end: last ? Math.min(size, Number(last) + 1) : size }
      : { start: Math.max(0, size - Number(last)), end: size };
    if (range.start >= range.end) {
      response.status(416).setHeader('Content-Range', `bytes */${size}`).end();
      return;
    }
    response.status(206).setHeader('Content-Range', `bytes ${range.start}-${range.end - 1}/${size}`);
  }
  response.setHeader('Content-Length', range.end - range.start);
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  try {
    await pipeline(storage.stream(media.organisationId, media.sha256, media.variant, range), response);
  } catch (error) {
    // The reader went away in the middle: nothing to answer any more.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
