import express, { type ErrorRequestHandler, type Express } from 'express';
import multer from 'multer';
import type { Platform } from '#rules/platforms';
import { consentRouter } from './consent/routes.js';
import type { Control } from './control/control.js';
import { controlRouter } from './control/routes.js';
import { noteArrival } from './core/arrival.js';
import type { SandboxState } from './core/sandbox-state.js';
import { feedsRouter } from './feeds/routes.js';

/** Largest request body, bytes: the largest upload part of a network has 128 MB. */
const MAX_BODY = 130 * 1024 * 1024;

/** All networks on one port, each under its own prefix, with the feeds page and the control API. */
export function createApp(sandboxState: SandboxState, control: Control): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((req, _res, next) => {
    noteArrival(req, sandboxState.clock.now());
    next();
  });
  const multipart = (type: string | undefined): boolean => type?.startsWith('multipart/') ?? false;
  const body = [
    express.raw({ type: (req) => !multipart(req.headers['content-type']), limit: MAX_BODY }),
    multer({ storage: multer.memoryStorage(), limits: { fileSize: MAX_BODY } }).any(),
  ];
  for (const [name, platform] of Object.entries(sandboxState.platforms)) {
    app.use(`/${name}`, body, consentRouter(sandboxState, name as Platform), platform.router(sandboxState));
  }
  app.use('/sandbox/api', controlRouter(control));
  app.use('/sandbox', feedsRouter(sandboxState));
  app.get('/', (_req, res) => res.redirect('/sandbox'));
  app.use((req, res) => void res.status(404).json({ error: `Nothing at ${req.method} ${req.path}` }));
  app.use(failure);
  return app;
}

/** Errors of the sandbox itself, and unreadable requests. */
const failure: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  if (res.headersSent) return next(error);
  const status =
    typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
  res.status(status || 500).json({ error: error instanceof Error ? error.message : 'sandbox failure' });
};
