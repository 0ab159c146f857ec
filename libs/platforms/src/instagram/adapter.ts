import { segment } from '../kit/segment.js';
import type { CallRate, Credential, PlatformAdapter, ReconcileIo, Step } from '../kit/adapter.js';
import type { Reconciliation, RemotePost } from '../rules/outcome.js';
import { expiryFrom } from '../kit/expiry.js';
import { call } from '../kit/call.js';
import { PlatformError } from '../kit/platform-error.js';
import { readProgress, withId } from '../kit/progress.js';
import { searchBy } from '../kit/search.js';
import { CLOCK_SKEW_MS, instantMs, normalised } from '../kit/text.js';
import { graphComments } from '../meta/comments.js';
import { containerId, readyContainerId } from '../meta/containers.js';
import { graphFailure } from '../meta/errors.js';
import { graph, graphId } from '../meta/graph.js';
import { permalinkIn, permalinkStep } from '../meta/permalink.js';
import { quotaStep } from '../meta/quota.js';
import { metaUsage } from '../meta/usage.js';
import { FACEBOOK_LOGIN } from './capabilities.js';
import { CONTAINERS, containerSteps } from './containers.js';
import { INSTAGRAM_CODES, PUBLISH_CODES } from './errors.js';
import { accountAnswer, commentRow, refreshAnswer } from './schemas.js';
import { latestMedia, mediaTypeOf, searchMedia } from './search.js';

/** Containers an account may create in 24 hours. Source: Instagram Platform, content publishing. */
const CREATING: CallRate = {
  name: 'containers',
  limit: 400,
  windowMs: 86_400_000,
  matches: ({ method, url }) => method === 'POST' && url.endsWith('/media'),
};

/** Instagram professional accounts: containers are created before the due instant, one publish call is made at it. */
export const instagram: PlatformAdapter = {
  platform: 'instagram',
  defaults: { origin: 'https://graph.instagram.com', version: 'v25.0' },
  visibilityDelayMs: 120_000,
  rates: [CREATING],
  usage: metaUsage,

  plan: (content) => [
    quotaStep('content_publishing_limit', INSTAGRAM_CODES),
    ...containerSteps(content),
    publish,
    permalinkStep('instagram', INSTAGRAM_CODES),
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
        return { found: 'yes', ...(await findMedia(io)) };
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

  search: searchBy(searchMedia),

  ...graphComments({
    codes: INSTAGRAM_CODES,
    list: { fields: 'id,text,username,from', limit: '50' },
    row: commentRow,
    text: ({ text }) => text,
    isOurs: ({ from, username }, { remoteId, handle }) =>
      from ? from.id === remoteId : !username || username === handle,
  }),

  async account(io) {
    const known = io.account.remoteId;
    const { data } = await graph(
      io,
      {
        method: 'GET',
        path: `/${segment(known || 'me')}`,
        // Facebook Login refuses `user_id`, which is only needed to learn the account's own id.
        params: { fields: known ? 'id,username,name' : 'id,user_id,username,name' },
        schema: accountAnswer,
      },
      INSTAGRAM_CODES,
    );
    return {
      remoteId: known || (data.user_id ?? data.id),
      name: data.name ?? data.username,
      handle: data.username,
    };
  },

  /** Instagram Login only: a token at least a day old and not expired gets sixty more days. */
  async refresh(io): Promise<Credential | null> {
    const { origin } = io.settings;
    if (!io.credential.expiresAt || origin === FACEBOOK_LOGIN) return null;
    const { data, response } = await call(
      io,
      {
        method: 'GET',
        url: `${origin}/refresh_access_token`,
        // This endpoint takes its token only as a parameter (Instagram Platform, refresh_access_token).
        query: { grant_type: 'ig_refresh_token', access_token: io.credential.accessToken },
      },
      {
        schema: refreshAnswer,
        visible: false,
        grants: true,
        failure: (answer, body) => graphFailure(answer, body, INSTAGRAM_CODES, false),
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
        path: `/${segment(io.account.remoteId)}/media_publish`,
        params: { creation_id: readyContainerId(io.progress) },
        schema: graphId,
        visible: true,
        codes: PUBLISH_CODES,
      },
      INSTAGRAM_CODES,
    );
    return { state: 'done', output: { id: data.id } };
  },
};

/**
 * Finds the media that a published container became. The container does not name it, so it is matched by caption,
 * time and type.
 */
async function findMedia(io: ReconcileIo): Promise<RemotePost> {
  const earliest = instantMs(io.since) - CLOCK_SKEW_MS;
  const [match, other] = (await latestMedia(io, {})).filter(
    (row) =>
      normalised(row.caption) === normalised(io.content.text) &&
      row.media_type === mediaTypeOf(io.content) &&
      instantMs(row.timestamp) >= earliest,
  );
  // Two match: it is published, but which of them it is stays unknown.
  return match && !other
    ? { remoteId: match.id, remoteUrl: match.permalink }
    : { remoteId: null, remoteUrl: `https://www.instagram.com/${io.account.handle.replace(/^@/u, '')}/` };
}
