import type { AdapterIo, Credential, PlatformAdapter, StepIo } from '../kit/adapter.js';
import type { RemotePost } from '../rules/outcome.js';
import { call } from '../kit/call.js';
import { granted } from '../kit/granted.js';
import { PlatformError } from '../kit/platform-error.js';
import { readProgress, withId } from '../kit/progress.js';
import { isReadDenied, searchBy } from '../kit/search.js';
import { normalised } from '../kit/text.js';
import { consent } from './consent.js';
import { linkedinFailure } from './errors.js';
import { API, askToken } from './oauth.js';
import { postAddress, reconcile, search } from './reconcile.js';
import { authorOf, encoded, isMissing, rest } from './rest.js';
import { commentAnswer, commentsAnswer, organizationAnswer, userInfoAnswer } from './schemas.js';
import { linkedinSteps } from './steps-post.js';

const ORGANIZATION = 'urn:li:organization:';

/** LinkedIn pages and members. `account.remoteId` is the author's URN. */
export const linkedin: PlatformAdapter = {
  platform: 'linkedin',
  defaults: { origin: API, version: '202609' },
  visibilityDelayMs: 120_000,

  plan: linkedinSteps,

  remotePost(progress): RemotePost {
    const id = readProgress(progress, 'post', withId)?.id ?? null;
    return { remoteId: id, remoteUrl: id && postAddress(id) };
  },

  reconcile,

  search: searchBy(search),

  async comment(io, remoteId, text) {
    try {
      const { data, response } = await rest(io, {
        method: 'POST',
        path: `/socialActions/${encoded(remoteId)}/comments`,
        json: { actor: authorOf(io), object: remoteId, message: { text } },
        schema: commentAnswer,
        visible: true,
      });
      return { commentId: response.headers['x-restli-id'] ?? data?.commentUrn ?? data?.id ?? '' };
    } catch (error) {
      // The comments API may not know a post of this very second yet.
      if (error instanceof PlatformError && isMissing(error)) {
        throw new PlatformError({ ...error.detail, class: 'transient', retryAfterMs: 10_000 });
      }
      throw error;
    }
  },

  findComment,

  async account(io) {
    const author = authorOf(io);
    if (author.startsWith(ORGANIZATION)) {
      const id = author.slice(ORGANIZATION.length);
      const { data } = await rest(io, {
        method: 'GET',
        path: `/organizations/${id}`,
        schema: organizationAnswer,
      });
      // A page may be given by its number or its URN; the channel keeps the form that was asked for.
      return {
        remoteId: io.account.remoteId,
        name: data.localizedName,
        handle: data.vanityName ?? data.localizedName,
      };
    }
    const { data } = await call(
      io,
      {
        method: 'GET',
        url: `${io.settings.origin}/v2/userinfo`,
        headers: { authorization: `Bearer ${io.credential.accessToken}` },
      },
      { schema: userInfoAnswer, visible: false, failure: linkedinFailure },
    );
    return { remoteId: `urn:li:person:${data.sub}`, name: data.name, handle: data.name };
  },

  consent,

  /** Approved partners only. The refresh token's 365 days start at the consent and are never extended. */
  async refresh(io: AdapterIo, app): Promise<Credential | null> {
    const { refreshToken } = io.credential;
    if (!refreshToken) return null;
    const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
    const { data, response } = await askToken(io, app, form);
    return granted(response, { ...data, refreshLifetime: data.refresh_token_expires_in }, io.credential);
  },
};

async function findComment(io: StepIo, remoteId: string, text: string): Promise<'yes' | 'no' | 'unclear'> {
  try {
    const { data } = await rest(io, {
      method: 'GET',
      path: `/socialActions/${encoded(remoteId)}/comments?start=0&count=100`,
      schema: commentsAnswer,
      list: true,
    });
    const ours = data.elements.some(
      ({ actor, message }) => actor === authorOf(io) && normalised(message.text) === normalised(text),
    );
    return ours ? 'yes' : 'no';
  } catch (error) {
    if (isReadDenied(error)) return 'unclear';
    throw error;
  }
}
