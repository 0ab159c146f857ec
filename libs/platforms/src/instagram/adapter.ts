import type { CallRate, Credential, PlatformAdapter, ReconcileIo } from '../kit/adapter.js';
import { searchBy } from '../kit/search.js';
import { segment } from '../kit/segment.js';
import { graphComments } from '../meta/comments.js';
import { graph } from '../meta/graph.js';
import { permalinkIn, permalinkStep } from '../meta/permalink.js';
import { ownPost, publishedId, publishStep, reconcileContainer } from '../meta/publish.js';
import { quotaStep } from '../meta/quota.js';
import { renewToken } from '../meta/renewal.js';
import { metaUsage } from '../meta/usage.js';
import type { RemotePost } from '../rules/outcome.js';
import { formOf } from '../rules/registry.js';
import { consent } from './consent.js';
import { FACEBOOK_LOGIN, INSTAGRAM } from './capabilities.js';
import { CONTAINERS, containerSteps } from './containers.js';
import { INSTAGRAM_CODES, PUBLISH_CODES } from './errors.js';
import { accountAnswer, commentRow } from './schemas.js';
import { latestMedia, latestStories, mediaTypeOf, searchMedia } from './search.js';

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
    publishStep('media_publish', INSTAGRAM_CODES, PUBLISH_CODES),
    permalinkStep('instagram', INSTAGRAM_CODES),
  ],

  remotePost(progress): RemotePost {
    return {
      remoteId: publishedId(progress),
      remoteUrl: permalinkIn(progress),
    };
  },

  reconcile: (io) => reconcileContainer(CONTAINERS, io, findMedia),
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

  consent,

  /** Instagram Login only. */
  refresh: async (io): Promise<Credential | null> =>
    io.settings.origin === FACEBOOK_LOGIN ? null : renewToken(io, 'ig_refresh_token', INSTAGRAM_CODES),
};

/** Finds the media that a published container became: a story by its type and time alone. */
async function findMedia(io: ReconcileIo): Promise<RemotePost> {
  const story = formOf('instagram', io.content) === 'story';
  const rows = await (story ? latestStories(io) : latestMedia(io, {}));
  const posts = rows.map(({ caption, media_type: type, timestamp, ...row }) => ({
    ...row,
    text: story ? io.content.text : caption,
    type,
    at: timestamp,
  }));
  return ownPost(io, posts, mediaTypeOf(io.content), INSTAGRAM);
}
