import type { PlatformAdapter } from '../kit/adapter.js';
import { tagsIn } from '../kit/article-words.js';
import { readProgress } from '../kit/progress.js';
import type { RemotePost } from '../rules/outcome.js';
import { pictures } from './pictures.js';
import { draftStep, PUBLISH, published, publishStep } from './post.js';
import { reconcile, search } from './read-back.js';
import { readAccount, signIn } from './sign-in.js';
import { startStep } from './start.js';
import { listCategories, tagsStep } from './terms.js';

/** WordPress: articles on a site of the organisation's own, made as a draft ahead and published at the due instant. */
export const wordpress: PlatformAdapter = {
  platform: 'wordpress',
  // There is no one place: `.invalid` never leads anywhere (RFC 2606).
  defaults: { origin: 'https://wordpress.invalid', version: 'v2' },
  // PHP goes on after the other side has left.
  visibilityDelayMs: 120_000,

  plan: (content) => [
    startStep,
    ...pictures.steps(content.media),
    ...(tagsIn(content).length > 0 ? [tagsStep] : []),
    draftStep,
    publishStep,
  ],

  remotePost(progress): RemotePost {
    const post = readProgress(progress, PUBLISH, published);
    return { remoteId: post?.id ?? null, remoteUrl: post?.url ?? null };
  },

  reconcile,
  search,
  signIn,
  account: readAccount,
  listed: listCategories,
};
