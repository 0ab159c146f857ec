import type { NextFunction, Request, Response } from 'express';
import { readdirSync } from 'node:fs';
import { extname } from 'node:path';

/** Best first: what a file is called beside the original, by the encoding's name (RFC 9110, 8.4.1). */
const ENDINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/**
 * Lets whoever serves a folder of files hand out what the build compressed, to a browser that reads it. It stands before them
 * and only changes the name that is looked for.
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

/** After them: what is named by its content and is not there is from another build; no page stands in for it. */
export function noSuchFile(_request: Request, response: Response): void {
  response.removeHeader('Content-Encoding');
  response.status(404).type('text/plain').send('Not found');
}
