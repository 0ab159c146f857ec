import type { PlatformAdapter } from '../kit/adapter.js';
import { searchBy } from '../kit/search.js';
import type { RemotePost } from '../rules/outcome.js';
import { blueskyUsage } from './errors.js';
import { named, reconcile, search } from './read.js';
import { replies } from './replies.js';
import { account, renewed, signIn, signOut } from './session.js';
import { blueskySteps, writtenKey } from './steps.js';

/**
 * Bluesky and other servers of the AT Protocol: a post is a record in the account’s own repository, under a key that we
 * choose.
 */
export const bluesky: PlatformAdapter = {
  platform: 'bluesky',
  defaults: { origin: 'https://bsky.social', version: 'xrpc' },
  // A server reads what it wrote; a call whose answer was lost may still be on its way.
  visibilityDelayMs: 20_000,
  usage: blueskyUsage,

  plan: blueskySteps,

  remotePost(progress, of): RemotePost {
    const key = writtenKey(progress);
    return key === null ? { remoteId: null, remoteUrl: null } : named(key, of);
  },

  reconcile,
  search: searchBy(search),
  ...replies,

  signIn,
  signOut,
  account,
  refresh: renewed,
};
