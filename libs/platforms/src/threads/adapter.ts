import type { PlatformAdapter } from '../kit/adapter.js';
import { searchBy } from '../kit/search.js';
import { segment } from '../kit/segment.js';
import { graph } from '../meta/graph.js';
import { permalinkIn, permalinkStep } from '../meta/permalink.js';
import { publishedId, publishStep, reconcileContainer } from '../meta/publish.js';
import { quotaStep } from '../meta/quota.js';
import { renewToken } from '../meta/renewal.js';
import { metaUsage } from '../meta/usage.js';
import type { RemotePost } from '../rules/outcome.js';
import { consent } from './consent.js';
import { CONTAINERS, containerSteps } from './containers.js';
import { PUBLISH_CODES, THREADS_CODES } from './errors.js';
import { findPost, searchPosts } from './posts.js';
import { replies } from './replies.js';
import { accountAnswer } from './schemas.js';

/** Threads: containers are created before the due instant, one publish call is made at it. */
export const threads: PlatformAdapter = {
  platform: 'threads',
  defaults: { origin: 'https://graph.threads.net', version: 'v1.0' },
  visibilityDelayMs: 120_000,
  usage: metaUsage,

  plan: (content) => [
    quotaStep('threads_publishing_limit', THREADS_CODES),
    ...containerSteps(content),
    publishStep('threads_publish', THREADS_CODES, PUBLISH_CODES),
    permalinkStep('threads', THREADS_CODES),
  ],

  remotePost(progress): RemotePost {
    return {
      remoteId: publishedId(progress),
      remoteUrl: permalinkIn(progress),
    };
  },

  reconcile: (io) => reconcileContainer(CONTAINERS, io, findPost),
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

  consent,

  refresh: (io) => renewToken(io, 'th_refresh_token', THREADS_CODES),
};
