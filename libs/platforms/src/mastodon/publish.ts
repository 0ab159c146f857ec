import { z } from 'zod';
import type { Step, StepIo, StepResult } from '../kit/adapter.js';
import { networkId } from '../kit/ids.js';
import { PlatformError } from '../kit/platform-error.js';
import { readProgress } from '../kit/progress.js';
import { instantMs } from '../kit/text.js';
import type { RemotePost } from '../rules/outcome.js';
import type { ChannelContent } from '../rules/platform.js';
import { expired, knownMedia, mediaSteps, type MediumState, mediumState, stepName } from './media.js';
import { candidates, remote } from './posts.js';
import { readMe } from './server.js';
import { keyFor, postParameters, write } from './status.js';

const published = z.object({ id: networkId, url: z.string().nullable() });

/** How long before its instant a post of these media is looked for, ms: none of them was sent much earlier. */
const EARLIER_MS = 86_400_000;
/** Pause until a medium that is still processed is tried again, ms. */
const PROCESSING_MS = 5_000;

/**
 * Media are sent ahead; the visible step writes one status. It counts as one that may not be repeated, although Mastodon
 * takes a key with it: the key is forgotten after an hour, and servers that only speak its API may not know it. So the
 * account's posts are read after a lost answer, and the key is a second wall behind that.
 */
export const mastodonSteps = (content: ChannelContent): Step[] => [
  { name: 'account', kind: 'check', phase: 'arm', effect: 'repeatable', run: checkAccount },
  ...mediaSteps(content.media),
  { name: 'publish', kind: 'publish', phase: 'fire', effect: 'once', run: publish },
];

/** The status that was written; null before that. */
export function writtenStatus(progress: StepIo['progress']): RemotePost | null {
  const status = readProgress(progress, 'publish', published);
  return status && remote(status);
}

/** Sees before the due instant that the token works, and is still this account's. */
async function checkAccount(io: StepIo): Promise<StepResult> {
  const { remoteId } = await readMe(io);
  if (remoteId === io.account.remoteId) return { state: 'done', output: { remoteId } };
  throw new PlatformError({
    class: 'auth',
    cause: 'account',
    code: 'other_account',
    message: `the token is of account ${remoteId}`,
    refused: true,
    hint: 'reconnect',
  });
}

async function publish(io: StepIo): Promise<StepResult> {
  const media = knownMedia(io);
  const [first] = media;
  // The one that was sent first is the first to be swept, and all are used together.
  if (first?.readable && (await unsent(() => mediumState(io, first.id))) === 'gone') return usedAlready(io);
  try {
    const ids = media.map(({ id }) => id);
    const { id, url } = await write(io, keyFor('post', io.publication.id), postParameters(io.content, ids));
    return { state: 'done', output: { id, url } };
  } catch (error) {
    throw await explained(io, error);
  }
}

/**
 * Media that are not free any more: a post of an earlier attempt has them, which is then this one, or they waited for
 * too long and are sent again. Source: Mastodon API, media; unused ones are swept after a day.
 */
async function usedAlready(io: StepIo): Promise<StepResult> {
  const since = instantMs(io.publication.dueAt) - EARLIER_MS;
  const { rows, whole } = await unsent(() => candidates(io, since));
  const [ours] = rows;
  if (ours) return { state: 'done', output: { id: ours.id, url: ours.url } };
  if (whole) throw expired(stepName(0));
  throw new PlatformError({
    class: 'unknown',
    cause: 'media',
    code: 'media_gone',
    message: 'the uploaded media are used or gone, and the list of posts is not whole',
    refused: false,
    hint: 'may_be_live',
  });
}

/** A question before the call: its failure proves that this attempt wrote nothing. */
async function unsent<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    throw new PlatformError({ ...error.detail, refused: true });
  }
}

/**
 * Why a status was refused. One sentence may mean the text or a medium, in whatever language: the media themselves tell
 * whether they were not ready, or not there.
 */
async function explained(io: StepIo, error: unknown): Promise<unknown> {
  if (!(error instanceof PlatformError) || error.detail.code !== '422') return error;
  const states: MediumState[] = [];
  for (const { id, readable } of knownMedia(io)) {
    if (readable) states.push(await unsent(() => mediumState(io, id)));
  }
  if (states.includes('gone')) return expired(stepName(0));
  if (!states.includes('processing')) return error;
  return new PlatformError({
    ...error.detail,
    class: 'transient',
    hint: 'network_unavailable',
    retryAfterMs: PROCESSING_MS,
  });
}
