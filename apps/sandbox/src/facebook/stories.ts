import { graphTimeOf } from '../core/clock.js';
import type { Admitted, Reply } from '../core/exchange.js';
import { decimalId } from '../core/ids.js';
import type { Post } from '../core/posts.js';
import { graphError, invalid } from '../graph/errors.js';
import { paged, pick, window, type Node } from '../graph/reads.js';
import { newPost } from './feed.js';
import { begin, reelOf, requireUploaded, showFilm } from './reels.js';
import { PHOTO_LIFE_MS, type Facebook } from './store.js';

const DAY_MS = 86_400_000;

/** `POST /{page}/photo_stories` (Pages API, page stories): an unpublished photo becomes a story, once. */
export function photoStory(facebook: Facebook, call: Admitted): Reply {
  const page = facebook.page(call);
  const photo = facebook.photos.get(call.params.get('photo_id') ?? '');
  if (photo?.account !== page.id || call.arrivedAt - photo.createdAt >= PHOTO_LIFE_MS) {
    throw invalid('Param photo_id must be a valid photo id');
  }
  if (photo.postId !== null) {
    throw graphError({ code: 100, subcode: 1366051, message: '(#100) These photos were already posted.' });
  }
  const post = newPost(call, decimalId('14'), '', null, [photo]);
  post.details.story = true;
  facebook.goLive(post, call.arrivedAt, call.arrivedAt);
  facebook.sandboxState.effect(call.arrivedAt, 'published', post);
  return { status: 200, body: { success: true, post_id: post.id } };
}

/** `POST /{page}/video_stories`: `start` names the film and its upload address, `finish` makes it a story, once. */
export function videoStory(facebook: Facebook, call: Admitted): Reply {
  facebook.page(call);
  switch (call.params.get('upload_phase')?.toLowerCase()) {
    case 'start':
      return begin(facebook, call, 'story');
    case 'finish':
      break;
    default:
      throw invalid('Param upload_phase must be one of {START, FINISH}');
  }
  // A JSON body is not read for it.
  if (call.params.json !== null) throw invalid('The parameter video_id is required');
  const film = reelOf(facebook, call, call.params.get('video_id') ?? '');
  requireUploaded(film);
  if (film.finishedAt !== null) throw invalid('The video was already published');
  const id = decimalId('14');
  showFilm(facebook, call, film, id);
  return { status: 200, body: { success: true, post_id: id } };
}

/** `GET /{page}/stories`: those of the last day, each appearing after the lag, with the medium that it was made of. */
export function listStories(facebook: Facebook, call: Admitted): Reply {
  const page = facebook.page(call);
  const { since, until } = window(call);
  function* within(): Generator<Post> {
    const now = call.arrivedAt - facebook.lag;
    for (const post of facebook.sandboxState.posts.visible({ platform: 'facebook', account: page.id }, now)) {
      const at = post.visibleAt ?? 0;
      if (at < Math.max(Math.floor(since / 1000) * 1000, call.arrivedAt - DAY_MS)) return;
      if (at <= until && post.details.story === true) yield post;
    }
  }
  const toNode = (post: Post): Node => pick(storyNode(post), call, ['post_id', 'status', 'media_id']);
  return { status: 200, body: paged(call, within(), 25, (post) => post.id, toNode) };
}

function storyNode({ id, details, visibleAt, createdAt }: Post): Node {
  const film = typeof details.film === 'string' ? details.film : null;
  const photo = Array.isArray(details.photos) ? String(details.photos[0]) : '';
  return {
    id: undefined,
    post_id: id,
    status: 'PUBLISHED',
    creation_time: graphTimeOf(visibleAt ?? createdAt),
    media_type: film ? 'video' : 'photo',
    media_id: film ?? photo,
    url: `https://www.facebook.com/stories/${id}/`,
  };
}
