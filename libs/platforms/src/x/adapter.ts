import type { Credential, PlatformAdapter } from '../kit/adapter.js';
import { granted } from '../kit/granted.js';
import { readProgress, withId } from '../kit/progress.js';
import { searchBy } from '../kit/search.js';
import type { RemotePost } from '../rules/outcome.js';
import { API } from './api.js';
import { consent, readMe } from './consent.js';
import { xUsage } from './limits.js';
import { mediaSteps } from './media.js';
import { oauth } from './oauth.js';
import { postAddress, reconcile, searchPosts } from './posts.js';
import { POST, publishStep } from './publish.js';
import { X_RATES } from './rates.js';
import { replies } from './replies.js';
import { tokenAnswer } from './schemas.js';

/** X: media are uploaded before the due instant, one call makes the post at it. */
export const x: PlatformAdapter = {
  platform: 'x',
  defaults: { origin: API, version: '2' },
  // A post is usually listed within seconds, but lists have lagged: two readings are minutes apart.
  visibilityDelayMs: 120_000,
  rates: X_RATES,
  usage: xUsage,

  plan: (content) => [...mediaSteps(content), publishStep],

  remotePost(progress, account): RemotePost {
    const id = readProgress(progress, POST, withId)?.id ?? null;
    return { remoteId: id, remoteUrl: id && postAddress(account, id) };
  },

  reconcile,
  search: searchBy(searchPosts),
  ...replies,
  consent,

  async account(io) {
    const { id, name, username } = await readMe(io);
    return { remoteId: id, name, handle: username };
  },

  /** Refresh tokens rotate and work once: the new pair must be stored before it is used. */
  async refresh(io, app): Promise<Credential | null> {
    const { refreshToken } = io.credential;
    if (!refreshToken) return null;
    const { data, response } = await oauth(io, app, {
      path: 'token',
      form: { grant_type: 'refresh_token', refresh_token: refreshToken },
      schema: tokenAnswer,
    });
    return granted(response, data, io.credential);
  },
};
