import { segment } from '../kit/segment.js';
import type { AdapterIo, PlatformAdapter, ReconcileIo, StepIo } from '../kit/adapter.js';
import type { Reconciliation, RemotePost } from '../rules/outcome.js';
import { formOf } from '../rules/registry.js';
import { readProgress, withId } from '../kit/progress.js';
import { searchBy } from '../kit/search.js';
import { graphComments } from '../meta/comments.js';
import { FRESH_CODES } from '../meta/errors.js';
import { graph } from '../meta/graph.js';
import { metaUsage } from '../meta/usage.js';
import { consent } from './consent.js';
import { FACEBOOK_CODES } from './errors.js';
import { commentRow, pageAnswer, publishedAnswer } from './schemas.js';
import { searchPosts } from './search.js';
import { isPublished, isPublishing, readStatus } from './status.js';
import { permalinkOutput, postSteps } from './steps-post.js';
import { reelId, reelSteps } from './steps-reel.js';
import { isStory, reconcileStory, storyPost, storySteps } from './steps-story.js';
import { reconcileVideo, videoId, videoSteps } from './steps-video.js';

const address = (id: string): string => `https://www.facebook.com/${id}`;
const reelAddress = (id: string): string => `https://www.facebook.com/reel/${id}`;

/** Facebook Pages: posts are created hidden, and revealed at the due instant. */
export const facebook: PlatformAdapter = {
  platform: 'facebook',
  defaults: { origin: 'https://graph.facebook.com', version: 'v25.0' },
  visibilityDelayMs: 60_000,
  usage: metaUsage,

  plan(content) {
    const [medium] = content.media;
    const form = formOf('facebook', content);
    if (medium && form === 'story') return storySteps(medium);
    if (content.type !== 'video' || !medium) return postSteps(content);
    return form === 'video' ? videoSteps(medium) : reelSteps(medium);
  },

  remotePost(progress): RemotePost {
    const reel = reelId(progress);
    if (reel) return { remoteId: reel, remoteUrl: reelAddress(reel) };
    if (isStory(progress)) return storyPost(progress, address);
    const video = videoId(progress);
    if (video) return { remoteId: video, remoteUrl: address(video) };
    const id = readProgress(progress, 'create-hidden', withId)?.id ?? null;
    const read = readProgress(progress, 'permalink', permalinkOutput)?.url;
    return { remoteId: id, remoteUrl: read ?? (id && address(id)) };
  },

  async reconcile(io: ReconcileIo): Promise<Reconciliation> {
    const reel = reelId(io.progress);
    if (reel) {
      const status = await readStatus(io, reel);
      return isPublished(status) || isPublishing(status)
        ? { found: 'yes', remoteId: reel, remoteUrl: reelAddress(reel) }
        : { found: 'no' };
    }
    if (isStory(io.progress)) return reconcileStory(io, address(io.account.remoteId));
    const video = videoId(io.progress);
    if (video) return reconcileVideo(io, video, address(video));
    const id = readProgress(io.progress, 'create-hidden', withId)?.id;
    return id ? reconcilePost(io, id) : { found: 'no' };
  },

  search: searchBy(searchPosts),

  ...graphComments({
    codes: FACEBOOK_CODES,
    list: {
      filter: 'toplevel',
      order: 'reverse_chronological',
      fields: 'id,message,from',
      limit: '100',
    },
    row: commentRow,
    text: ({ message }) => message,
    isOurs: ({ from }, { remoteId }) => !from || from.id === remoteId,
  }),

  consent,

  async account(io: AdapterIo) {
    const { data } = await graph(
      io,
      {
        method: 'GET',
        path: `/${segment(io.account.remoteId || 'me')}`,
        params: { fields: 'id,name,username' },
        schema: pageAnswer,
      },
      FACEBOOK_CODES,
    );
    return { remoteId: data.id, name: data.name, handle: data.username ?? data.name };
  },
};

async function reconcilePost(io: StepIo, id: string): Promise<Reconciliation> {
  const { data } = await graph(
    io,
    {
      method: 'GET',
      path: `/${segment(id)}`,
      params: { fields: 'is_published,permalink_url' },
      schema: publishedAnswer,
      // Deleted, or not replicated yet: the network does not say whether the post was shown, so it is asked again.
      codes: FRESH_CODES,
    },
    FACEBOOK_CODES,
  );
  return data.is_published
    ? { found: 'yes', remoteId: id, remoteUrl: data.permalink_url ?? address(id) }
    : { found: 'no' };
}
