import { Router } from 'express';
import { endpoint } from '../core/exchange.js';
import { decimalId } from '../core/ids.js';
import type { Params } from '../core/params.js';
import type { SandboxPlatform } from '../core/platform.js';
import type { SandboxState } from '../core/sandbox-state.js';
import { addressOf, lookUp, publish, verify } from './events.js';
import { webhookNetwork } from './network.js';
import { WEBHOOK_SETTINGS } from './settings.js';

const OPERATIONS: Readonly<Record<string, string>> = {
  'channel.verify': 'verify',
  'post.published': 'publish',
  'post.lookup': 'lookup',
};
const operationOf = (params: Params): string => OPERATIONS[params.get('type') ?? ''] ?? 'other';

function router(sandboxState: SandboxState): Router {
  const router = Router();
  router.post(
    '/',
    endpoint({ sandboxState, network: webhookNetwork(sandboxState), operation: operationOf }, (call) => {
      if (call.operation === 'verify') return verify(sandboxState, call);
      if (call.operation === 'publish') return publish(sandboxState, call);
      // What a receiver does not know, it accepts and leaves alone.
      return call.operation === 'lookup' ? lookUp(sandboxState, call) : { status: 202 };
    }),
  );
  return router;
}

/** A receiver for each account, all under `/webhook`: the secret tells which. */
export const webhook: SandboxPlatform = {
  router,
  calls: {
    all: ['verify', 'publish', 'lookup', 'other'],
    met: ['verify', 'publish'],
    visible: 'publish',
    readBack: 'lookup',
    account: 'verify',
  },
  newAccountId: () => decimalId('8'),
  remoteIdOf: (id) => `id:${id}`,
  handleOf: (id) => id,
  ids: /(?<=(?:verify|lookup)_)[\da-f]{12}/g,
  tokenPrefix: 'whsec_',
  rotates: false,
  countsApplication: false,
  settings: WEBHOOK_SETTINGS,
  past: ({ account, digits }) => {
    const id = `past-${digits(20)}`;
    return { id, url: addressOf(account.id, id), details: { publicationId: id } };
  },
  errorShapes: (code, text) => [{ error: { code, message: text } }],
  mark: 'wh',
};
