import type { PlatformAdapter } from '../kit/adapter.js';
import { readProgress } from '../kit/progress.js';
import type { RemotePost } from '../rules/outcome.js';
import { api } from './api.js';
import { pictures } from './pictures.js';
import { draftStep, proveKey, PUBLISH, published, publishStep, startStep } from './post.js';
import { reconcile, search } from './read-back.js';
import { siteAnswer } from './schemas.js';

/** Ghost: articles on a site of the organisation's own, made as a draft ahead and published at the due instant. */
export const ghost: PlatformAdapter = {
  platform: 'ghost',
  // There is no one place: `.invalid` never leads anywhere (RFC 2606).
  defaults: { origin: 'https://ghost.invalid', version: 'v5.0' },
  visibilityDelayMs: 60_000,

  plan: ({ media }) => [startStep, ...pictures.steps(media), draftStep, publishStep],

  remotePost(progress): RemotePost {
    const post = readProgress(progress, PUBLISH, published);
    return { remoteId: post?.id ?? null, remoteUrl: post?.url ?? null };
  },

  reconcile,
  search,

  /** The site is the account; a key has no user, so its host is its handle. */
  async account(io) {
    await proveKey(io);
    const { data } = await api(io, { method: 'GET', path: '/site/', schema: siteAnswer });
    const { host, pathname } = new URL(data.site.url);
    const place = `${host}${pathname.replace(/\/+$/u, '')}`;
    return { remoteId: `site@${place}`, name: data.site.title || host, handle: host };
  },
};
