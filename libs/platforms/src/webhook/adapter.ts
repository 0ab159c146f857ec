import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { AdapterIo, PlatformAdapter, Step, StepIo } from '../kit/adapter.js';
import { readProgress } from '../kit/progress.js';
import type { RemotePost } from '../rules/outcome.js';
import { lookupAnswer, postAnswer, verifyAnswer } from './answers.js';
import { send } from './api.js';
import { lookupEvent, postEvent, verifyEvent } from './events.js';

const VERIFY = 'verify';
const PUBLISH = 'publish';
const verified = z.object({ lookup: z.boolean() });
const published = z.object({ id: z.string(), url: z.string().nullable() });

/** Of a question: no receiver has seen it before, so that none takes it for a repetition. */
const newId = (kind: string): string => `${kind}_${randomBytes(6).toString('hex')}`;

/** Asks the receiver who it is. @throws PlatformError */
async function verify(io: AdapterIo) {
  const { receiver } = await send(io, { id: newId(VERIFY), event: verifyEvent(io), schema: verifyAnswer });
  return receiver;
}

/** Before the due instant: an address that is gone, or a secret that was changed, is found while nothing was sent. */
const verifyStep: Step = {
  name: VERIFY,
  kind: 'check',
  phase: 'arm',
  effect: 'repeatable',
  run: async (io) => ({ state: 'done', output: { lookup: (await verify(io)).lookup } }),
};

/**
 * Sends the post, under the publication's own id. A receiver is asked to know a repetition by that id, and nobody knows
 * whether it does: it is sent once, and after a lost answer only when the receiver says that it received nothing.
 */
const publishStep: Step = {
  name: PUBLISH,
  kind: 'publish',
  phase: 'fire',
  effect: 'once',
  run: async (io) => {
    const { id } = io.publication;
    const { url } = await send(io, { id, event: postEvent(io), schema: postAnswer, visible: true });
    return { state: 'done', output: { id, url: url ?? null } };
  },
};

/** What the receiver says of this publication; null where it has not told that it answers. @throws PlatformError */
async function lookUp(io: StepIo): Promise<(RemotePost & { received: boolean }) | null> {
  const { lookup } = readProgress(io.progress, VERIFY, verified) ?? (await verify(io));
  if (!lookup) return null;
  const told = await send(io, { id: newId('lookup'), event: lookupEvent(io), schema: lookupAnswer });
  return { received: told.received, remoteId: io.publication.id, remoteUrl: told.url ?? null };
}

/** A webhook: each post as one signed request to an address of the organisation's own. */
export const webhook: PlatformAdapter = {
  platform: 'webhook',
  // There is no one place: `.invalid` never leads anywhere (RFC 2606).
  defaults: { origin: 'https://webhook.invalid', version: 'v1' },
  visibilityDelayMs: 60_000,

  plan: () => [verifyStep, publishStep],

  remotePost(progress): RemotePost {
    const post = readProgress(progress, PUBLISH, published);
    return { remoteId: post?.id ?? null, remoteUrl: post?.url ?? null };
  },

  async reconcile(io) {
    const told = await lookUp(io);
    if (!told) return { found: 'unclear', reason: 'the receiver does not tell what it has received' };
    const { received, ...post } = told;
    return received ? { found: 'yes', ...post } : { found: 'no' };
  },

  /** By the publication's id, which a restored database still has. */
  async search(io) {
    const told = await lookUp(io);
    if (!told) return null;
    const { received, ...post } = told;
    return received ? [post] : [];
  },

  /** The receiver by the id it gives itself, which lets its address change; else the address, which may be a secret. */
  async account(io) {
    const { id, name } = await verify(io);
    const { host } = new URL(io.settings.origin);
    const hash = createHash('sha256').update(io.settings.origin).digest('hex').slice(0, 32);
    return { remoteId: id ? `id:${id}` : `address:${hash}`, name: name || host, handle: id ?? host };
  },
};
