import type { NextFunction, Request, Response } from 'express';
import { readdirSync } from 'node:fs';
import { extname } from 'node:path';

/** Extensions of compressed files by encoding, best first (RFC 9110, 8.4.1). */
const ENDINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/**
 * Serves files that the build compressed to browsers that accept them. Comes before the static file handler and only
 * changes the requested name.
 */
export function precompressed(folder: string) {
  const there = new Set(readdirSync(folder));
  return (request: Request, response: Response, next: NextFunction): void => {
    const name = request.path.slice(1);
    const kept = ENDINGS.filter(([, ending]) => there.has(name + ending));
    if (kept.length > 0) response.vary('Accept-Encoding');
    const best = kept.find(([encoding]) => request.acceptsEncodings(encoding));
    if (best) {
      response.type(extname(name));
      response.setHeader('Content-Encoding', best[0]);
      request.url = `/${name}${best[1]}`;
    }
    next();
  };
}

/**
 * Comes after the static file handler: a missing file with a hash in its name belongs to another build, and gets 404
 * instead of the page.
 */
export function noSuchFile(_request: Request, response: Response): void {
  response.removeHeader('Content-Encoding');
  response.status(404).type('text/plain').send('Not found');
}
