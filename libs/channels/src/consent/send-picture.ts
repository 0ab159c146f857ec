import type { Response } from 'express';

/** Sends a picture that comes from elsewhere: as what it was read as, for this person, and as nothing that runs. */
export function sendPicture(response: Response, { mime, bytes }: { mime: string; bytes: Buffer }): void {
  response
    .setHeader('Content-Type', mime)
    .setHeader('Content-Security-Policy', "default-src 'none'; sandbox")
    .setHeader('X-Content-Type-Options', 'nosniff')
    .setHeader('Cache-Control', 'private, max-age=3600')
    .end(bytes);
}
