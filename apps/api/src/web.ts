import express, { type Express } from 'express';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Files that carry a hash in their name never change. */
const IMMUTABLE = 'public, max-age=31536000, immutable';

/** Serves the built web application; every other address that asks for a page is the application's own to resolve. */
export function serveWeb(server: Express, folder: string): void {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return;
  server.use(
    '/assets',
    express.static(join(folder, 'assets'), {
      setHeaders: (response) => response.setHeader('Cache-Control', IMMUTABLE),
    }),
  );
  server.use(express.static(folder, { index: false }));
  server.use((request, response, next) => {
    const page =
      request.method === 'GET' &&
      request.accepts('html') &&
      !/^\/(api|media|sandbox|metrics)(\/|$)/.test(request.path);
    if (!page) return next();
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(index);
  });
}
