import type { AdapterIo, Credential, PlatformAdapter, ReconcileIo } from '../kit/adapter.js';
import type { Reconciliation, RemotePost } from '../rules/outcome.js';
import { granted } from '../kit/granted.js';
import { searchBy } from '../kit/search.js';
import { consent } from './consent.js';
import { askToken } from './oauth.js';
import { TIKTOK_RATES } from './rates.js';
import { searchVideos } from './search.js';
import { postId, readStatus, tiktokSteps } from './steps.js';
import { readUser } from './user.js';

/**
 * TikTok, direct video posts that we upload. The handle is the publish id, which is known before any byte is sent.
 */
export const tiktok: PlatformAdapter = {
  platform: 'tiktok',
  defaults: { origin: 'https://open.tiktokapis.com', version: 'v2' },
  visibilityDelayMs: 60_000,
  listedWithinMs: 3_600_000,
  rates: TIKTOK_RATES,

  plan: tiktokSteps,

  remotePost: (progress, account) => addressed(account, postId(progress)),

  async reconcile(io: ReconcileIo): Promise<Reconciliation> {
    const status = await readStatus(io);
    const size = io.content.media[0]?.bytes ?? 0;
    if (!status) return { found: 'no' };
    switch (status.status) {
      case 'FAILED':
        return { found: 'no' };
      case 'PUBLISH_COMPLETE':
      case 'SEND_TO_USER_INBOX':
        return { found: 'yes', ...addressed(io.account, status.publicaly_available_post_id[0] ?? null) };
      case 'PROCESSING_UPLOAD':
        if (status.uploaded_bytes === undefined) {
          return { found: 'unclear', reason: 'TikTok does not tell how much of the video it has' };
        }
        return status.uploaded_bytes < size
          ? { found: 'no' }
          : { found: 'yes', ...addressed(io.account, null) };
      default:
        return { found: 'unclear', reason: `status ${status.status}` };
    }
  },

  search: searchBy(searchVideos),

  async account(io) {
    const user = await readUser(io);
    return { remoteId: user.open_id, name: user.display_name, handle: user.username ?? user.display_name };
  },

  consent,

  /** Refresh tokens rotate: the old one is invalid once this returns, so the new pair must be stored at once. */
  async refresh(io, app): Promise<Credential | null> {
    const { refreshToken } = io.credential;
    if (!refreshToken) return null;
    const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
    const { data, response } = await askToken(io, app, form);
    return granted(response, { ...data, refreshLifetime: data.refresh_expires_in }, io.credential);
  },
};

/** A private video has no public id; the profile is then the nearest address. */
function addressed(account: AdapterIo['account'], id: string | null): RemotePost {
  const profile = `https://www.tiktok.com/@${account.handle.replace(/^@/u, '')}`;
  return { remoteId: id, remoteUrl: id ? `${profile}/video/${id}` : profile };
}
