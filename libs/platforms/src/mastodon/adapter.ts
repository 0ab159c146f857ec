import type { PlatformAdapter } from '../kit/adapter.js';
import { searchBy } from '../kit/search.js';
import { consent } from './consent.js';
import { reconcile, searchPosts } from './posts.js';
import { mastodonSteps, writtenStatus } from './publish.js';
import { MASTODON_RATES } from './rates.js';
import { replies } from './replies.js';
import { readAccount } from './server.js';

/** Mastodon, and servers that speak its API: media are sent before the due instant, one call writes the status at it. */
export const mastodon: PlatformAdapter = {
  platform: 'mastodon',
  defaults: { origin: 'https://mastodon.social', version: 'v1' },
  // A server lists at once what it took; a call whose answer was lost may still wait for its turn there.
  visibilityDelayMs: 60_000,
  rates: MASTODON_RATES,

  plan: mastodonSteps,
  remotePost: (progress) => writtenStatus(progress) ?? { remoteId: null, remoteUrl: null },

  reconcile,
  search: searchBy(searchPosts),
  ...replies,

  account: readAccount,
  consent,
};
