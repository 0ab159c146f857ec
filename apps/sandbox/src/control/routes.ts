import { PLATFORMS } from '#rules/platforms';
import express, { Router, type ErrorRequestHandler, type Request } from 'express';
import { z, ZodError } from 'zod';
import { accountInput, accountPatch } from '../core/accounts.js';
import { instantOf } from '../core/clock.js';
import { faultInput } from '../core/faults.js';
import type { Control } from './control.js';
import { historyInput } from './history.js';

const platform = z.enum(PLATFORMS);
const instant = z.string().transform((text, context) => {
  const at = instantOf(text);
  if (at !== null) return at;
  context.addIssue({ code: 'custom', message: 'not an instant' });
  return z.NEVER;
});

const feedQuery = z.object({
  platform: platform.optional(),
  account: z.string().optional(),
  since: instant.optional(),
  limit: z.coerce.number().int().min(1).max(10_000).optional(),
});
const ledgerQuery = feedQuery.omit({ limit: true }).extend({ kind: z.string().optional() });
const accountPath = z.object({ platform, id: z.string() });
const faultFilter = z.object({ platform: z.string(), account: z.string(), id: z.string() }).partial();

/** The control API under `/sandbox/api`: JSON, without authentication, for one's own machine. */
export function controlRouter(control: Control): Router {
  const router = Router();
  const body = (req: Request): unknown => req.body ?? {};
  // Earlier pictures come base64-encoded in the JSON, so this route alone has a larger limit.
  router.post('/history', express.json({ limit: '48mb' }), (req, res) => {
    res.status(201).json(control.addHistory(historyInput.parse(body(req))));
  });
  router.use(express.json({ limit: '1mb' }));

  router.post('/accounts', (req, res) => void res.json(control.createAccount(accountInput.parse(body(req)))));
  router.get('/accounts', (req, res) => {
    res.json({ accounts: control.accounts(platform.optional().parse(req.query.platform)) });
  });
  router.patch('/accounts/:platform/:id', (req, res) => {
    const path = accountPath.parse(req.params);
    const account = control.patchAccount(path.platform, path.id, accountPatch.parse(body(req)));
    if (account) res.json(account);
    else res.status(404).json({ error: 'no such account' });
  });
  router.get('/feed', (req, res) => void res.json(control.feed(feedQuery.parse(req.query))));
  router.get('/ledger', (req, res) => void res.json(control.ledger(ledgerQuery.parse(req.query))));
  router.delete('/ledger', async (_req, res) => {
    await control.reset();
    res.status(204).end();
  });
  router.get('/stats', (_req, res) => void res.json(control.stats()));
  router.post(
    '/faults',
    (req, res) => void res.status(201).json(control.armFault(faultInput.parse(body(req)))),
  );
  router.get('/faults', (_req, res) => void res.json({ faults: control.faults() }));
  router.delete('/faults', (req, res) => {
    control.clearFaults(faultFilter.parse(req.query));
    res.status(204).end();
  });
  router.get('/settings', (_req, res) => void res.json(control.settings()));
  router.post(
    '/settings',
    (req, res) => void res.json(control.changeSettings(z.record(z.string(), z.unknown()).parse(body(req)))),
  );
  router.use(refusal);
  return router;
}

const refusal: ErrorRequestHandler = (error: unknown, _req, res, next) => {
  if (!(error instanceof ZodError)) return next(error);
  res.status(400).json({ error: 'invalid request', issues: error.issues });
};
