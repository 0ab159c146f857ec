import type { ReconcileIo, Step } from '../kit/adapter.js';
import { PlatformError } from '../kit/platform-error.js';
import { readProgress, withId } from '../kit/progress.js';
import { segment } from '../kit/segment.js';
import { CLOCK_SKEW_MS, instantMs, normalised } from '../kit/text.js';
import type { Capabilities } from '../rules/capabilities.js';
import type { Json, Reconciliation, RemotePost } from '../rules/outcome.js';
import { type ContainerRules, containerId, readyContainerId } from './containers.js';
import type { FailureTable } from './errors.js';
import { graph, graphId } from './graph.js';

const STEP = 'publish';

/**
 * The one visible call: publishes the container that is ready.
 * @param edge last part of the path, below the account
 * @param own meanings of codes that differ when publishing
 */
export const publishStep = (edge: string, codes: FailureTable, own: FailureTable): Step => ({
  name: STEP,
  kind: 'publish',
  phase: 'fire',
  effect: 'once',
  run: async (io) => {
    const { data } = await graph(
      io,
      {
        method: 'POST',
        path: `/${segment(io.account.remoteId)}/${edge}`,
        params: { creation_id: readyContainerId(io.progress) },
        schema: graphId,
        visible: true,
        codes: own,
      },
      codes,
    );
    return { state: 'done', output: { id: data.id } };
  },
});

/** Id of what was published; null before. */
export const publishedId = (progress: Readonly<Record<string, Json>>): string | null =>
  readProgress(progress, STEP, withId)?.id ?? null;

/**
 * Tells by its container whether a post went out.
 * @param find finds the post that a published container became
 * @throws PlatformError when it could not be read, or is still processed
 */
export async function reconcileContainer(
  rules: ContainerRules,
  io: ReconcileIo,
  find: (io: ReconcileIo) => Promise<RemotePost>,
): Promise<Reconciliation> {
  const id = containerId(io.progress);
  if (!id) return { found: 'no' };
  const { state } = await rules.read(io, id);
  switch (state) {
    case 'PUBLISHED':
      return { found: 'yes', ...(await find(io)) };
    case 'FINISHED':
    case 'EXPIRED':
      return { found: 'no' };
    case 'IN_PROGRESS':
      throw new PlatformError({
        class: 'transient',
        cause: 'processing',
        code: 'in_progress',
        message: 'container in progress',
        refused: true,
      });
    default:
      return { found: 'unclear', reason: `container ${state}` };
  }
}

/** A post in the account's own list. */
export interface OwnPost {
  id: string;
  text: string;
  /** As the network calls the post's type. */
  type: string;
  /** As the network writes instants. */
  at: string;
  permalink: string | null;
}

/**
 * The post that a published container became. The container does not name it, so it is matched by text, time and
 * type. When two match, it is published, but which of them it is stays unknown.
 * @param remote the network's addresses: the profile's is told then
 */
export function ownPost(
  { since, content, account }: ReconcileIo,
  posts: readonly OwnPost[],
  type: string,
  { remote }: Capabilities,
): RemotePost {
  const earliest = instantMs(since) - CLOCK_SKEW_MS;
  const [match, other] = posts.filter(
    (post) =>
      normalised(post.text) === normalised(content.text) &&
      post.type === type &&
      instantMs(post.at) >= earliest,
  );
  return match && !other
    ? { remoteId: match.id, remoteUrl: match.permalink }
    : {
        remoteId: null,
        remoteUrl: remote.profile({ ...account, handle: account.handle.replace(/^@/u, '') }),
      };
}
