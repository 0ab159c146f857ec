import type { Credential, PlatformAdapter, ReconcileIo, Step } from '../kit/adapter.js';
import { call } from '../kit/call.js';
import { expiryFrom } from '../kit/expiry.js';
import { PlatformError } from '../kit/platform-error.js';
import { readProgress, withId } from '../kit/progress.js';
import { searchBy } from '../kit/search.js';
import { segment } from '../kit/segment.js';
import { containerId, readyContainerId } from '../meta/containers.js';
import { graphFailure } from '../meta/errors.js';
import { graph, graphId } from '../meta/graph.js';
import { permalinkIn, permalinkStep } from '../meta/permalink.js';
import { quotaStep } from '../meta/quota.js';
import { metaUsage } from '../meta/usage.js';
import type { Reconciliation, RemotePost } from '../rules/outcome.js';
import { CONTAINERS, containerSteps } from './containers.js';
import { PUBLISH_CODES, THREADS_CODES } from './errors.js';
import { findPost, searchPosts } from './posts.js';
import { replies } from './replies.js';
import { accountAnswer, refreshAnswer } from './schemas.js';

/** Threads: containers are created before the due instant, one publish call is made at it. */
export const threads: PlatformAdapter = {
  platform: 'threads',
  defaults: { origin: 'https://graph.threads.net', version: 'v1.0' },
  visibilityDelayMs: 120_000,
  usage: metaUsage,

  plan: (content) => [
    quotaStep('threads_publishing_limit', THREADS_CODES),
    ...containerSteps(content),
    publish,
    permalinkStep('threads', THREADS_CODES),
  ],

  remotePost(progress): RemotePost {
    return {
      remoteId: readProgress(progress, 'publish', withId)?.id ?? null,
      remoteUrl: permalinkIn(progress),
    };
  },

  async reconcile(io: ReconcileIo): Promise<Reconciliation> {
    const id = containerId(io.progress);
    if (!id) return { found: 'no' };
    const { state } = await CONTAINERS.read(io, id);
    switch (state) {
      case 'PUBLISHED':
        return { found: 'yes', ...(await findPost(io)) };
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
  },

  search: searchBy(searchPosts),
  ...replies,

  async account(io) {
    const { data } = await graph(
      io,
      {
        method: 'GET',
        path: `/${segment(io.account.remoteId || 'me')}`,
        params: { fields: 'id,username,name' },
        schema: accountAnswer,
      },
      THREADS_CODES,
    );
    return { remoteId: data.id, name: data.name ?? data.username, handle: data.username };
  },

  /** A token at least a day old and not expired gets sixty more days. */
  async refresh(io): Promise<Credential | null> {
    if (!io.credential.expiresAt) return null;
    const { data, response } = await call(
      io,
      {
        method: 'GET',
        url: `${io.settings.origin}/refresh_access_token`,
        // This endpoint takes its token only as a parameter (Threads API, long-lived tokens).
        query: { grant_type: 'th_refresh_token', access_token: io.credential.accessToken },
      },
      {
        schema: refreshAnswer,
        visible: false,
        grants: true,
        failure: (answer, body) => graphFailure(answer, body, THREADS_CODES, false),
      },
    );
    return {
      accessToken: data.access_token,
      expiresAt: expiryFrom(response, data.expires_in) ?? io.credential.expiresAt,
    };
  },
};

const publish: Step = {
  name: 'publish',
  kind: 'publish',
  phase: 'fire',
  effect: 'once',
  run: async (io) => {
    const { data } = await graph(
      io,
      {
        method: 'POST',
        path: `/${segment(io.account.remoteId)}/threads_publish`,
        params: { creation_id: readyContainerId(io.progress) },
        schema: graphId,
        visible: true,
        codes: PUBLISH_CODES,
      },
      THREADS_CODES,
    );
    return { state: 'done', output: { id: data.id } };
  },
};
