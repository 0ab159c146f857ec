import express, { type Express } from 'express';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { noSuchFile, precompressed } from './precompressed.js';

/** For files with a hash in their name, which never change. */
const IMMUTABLE = 'public, max-age=31536000, immutable';

/** Addresses that belong to other parts of the server. */
const SERVED_ELSEWHERE = /^\/(api|media|sandbox|metrics)(\/|$)/;

/** Serves the built web application; any other address of a page is resolved by the application itself. */
export function serveWeb(server: Express, folder: string): void {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return;
  const assets = join(folder, 'assets');
  server.use(
    '/assets',
    precompressed(assets),
    express.static(assets, { setHeaders: (response) => response.setHeader('Cache-Control', IMMUTABLE) }),
    noSuchFile,
  );
  const files = express.static(folder, { index: false });
  server.use((request, response, next) => {
    // None of these is a file, so the disk is not read.
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
