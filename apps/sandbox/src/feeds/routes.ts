import { Router } from 'express';
import type { SandboxState } from '../core/sandbox-state.js';
import { feedsPage } from './page.js';
import { SCRIPT } from './script.js';

const LANGUAGES = ['en', 'fr'] as const;

/** The feeds page and its media. */
export function feedsRouter(sandboxState: SandboxState): Router {
  const router = Router();
  router.get('/', (req, res) => {
    const language = req.acceptsLanguages([...LANGUAGES]) === 'fr' ? 'fr' : 'en';
    res
      .type('html')
      .set('vary', 'Accept-Language')
      .set('cache-control', 'no-store')
      .send(feedsPage(sandboxState.platforms, language));
  });
  // A separate file, because pages are served under a policy that runs no inline script.
  router.get('/page.js', (_req, res) => void res.type('js').set('cache-control', 'no-cache').send(SCRIPT));
  router.get('/media/:id', async (req, res) => {
    const stored = sandboxState.media.get(req.params.id);
    const bytes = stored ? await sandboxState.media.read(stored.id) : null;
    if (!stored || !bytes) return void res.status(404).end();
    res.set('cache-control', 'public, max-age=86400').type(stored.mime);
    const [range] = req.range(bytes.length) === -1 ? [] : rangesOf(req.range(bytes.length));
    if (!range) return void res.send(bytes);
    res.status(206).set('content-range', `bytes ${range.start}-${range.end}/${bytes.length}`);
    res.send(bytes.subarray(range.start, range.end + 1));
  });
  router.get('/avatar/:id', (req, res) => {
    const hue = Number(req.params.id.slice(-2)) * 3.6 || 0;
    const circle = `<circle cx="32" cy="32" r="32" fill="hsl(${hue} 30% 45%)"/>`;
    res.type('svg').send(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">${circle}</svg>`);
  });
  return router;
}

/** Browsers request videos by ranges; one range is enough. */
function rangesOf(ranges: ReturnType<import('express').Request['range']>): { start: number; end: number }[] {
  return Array.isArray(ranges) && ranges.length === 1 ? ranges : [];
}
