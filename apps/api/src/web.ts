import express, { type Express } from 'express';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import sirv from 'sirv';

/** A year, s: files that carry a hash in their name never change. */
const FOR_EVER_S = 31_536_000;

/** Addresses that belong to other parts of the server. */
const SERVED_ELSEWHERE = /^\/(api|media|sandbox|metrics)(\/|$)/;

/** Serves the built web application; every other address that asks for a page is the application's own to resolve. */
export function serveWeb(server: Express, folder: string): void {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return;
  // As the build compressed them, in what the browser reads of brotli and gzip.
  server.use(
    '/assets',
    sirv(join(folder, 'assets'), { brotli: true, gzip: true, maxAge: FOR_EVER_S, immutable: true }),
  );
  const files = express.static(folder, { index: false });
  server.use((request, response, next) => {
    // Nothing of these is a file: the disk is not asked.
    if (SERVED_ELSEWHERE.test(request.path)) next();
    else files(request, response, next);
  });
  server.use((request, response, next) => {
    const page = request.method === 'GET' && request.accepts('html') && !SERVED_ELSEWHERE.test(request.path);
    if (!page) return next();
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(index);
  });
}
