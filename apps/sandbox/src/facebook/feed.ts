import { decimalId } from '../core/ids.js';
import type { Admitted, Reply } from '../core/exchange.js';
import { indexedValues, objectEntries, parseJson } from '../core/params.js';
import type { Post } from '../core/posts.js';
import { instantOf } from '../core/clock.js';
import { graphError, invalid } from '../graph/errors.js';
import { pick } from '../graph/reads.js';
import { PHOTO_LIFE_MS, type Facebook, type Photo } from './store.js';

const MAX_TEXT = 63_206;
const MINUTE = 60_000;

/** `POST /{page}/feed` (Pages API, Posts): text, link or attached photos; hidden when `published=false`. */
export function createPost(facebook: Facebook, call: Admitted): Reply {
  const page = facebook.page(call);
  const text = call.params.get('message') ?? '';
  const link = call.params.get('link') ?? null;
  if (text.length > MAX_TEXT) throw invalid('Param message must be at most 63206 characters long');
  if (link !== null && !/^https?:\/\/\S+$/.test(link)) {
    throw graphError({ code: 1500, message: '(#1500) The url you supplied is invalid' });
  }
  const photos = attached(facebook, call);
  if (text === '' && link === null && photos.length === 0) {
    throw invalid('You must provide one of message, link or attached_media');
  }
  checkPlaceAndButton(call, link);
  const post = newPost(call, `${page.id}_${decimalId('12')}`, text, link, photos);
  post.details.place = call.params.get('place');
  post.details.callToAction = call.params.get('call_to_action');
  if (call.params.get('published') === 'false') {
    createHidden(facebook, call, post);
  } else {
    facebook.goLive(post, call.arrivedAt, call.arrivedAt);
    facebook.sandboxState.effect(call.arrivedAt, 'published', post);
  }
  const wanted = call.params.get('fields');
  return { status: 200, body: wanted ? pick(facebook.toNode(post, call), call, []) : { id: post.id } };
}

/** A place is a page; a button has a type, and leads where the link does. */
function checkPlaceAndButton({ params }: Admitted, link: string | null): void {
  const place = params.get('place');
  if (place !== undefined && !/^\d+$/.test(place)) throw invalid('Param place must be a valid page id');
  const action = params.get('call_to_action');
  if (action === undefined) return;
  const { type, value } = Object.fromEntries(objectEntries(parseJson(action)));
  const target = Object.fromEntries(objectEntries(value)).link;
  if (typeof type !== 'string' || link === null || target !== link) {
    throw invalid('Param call_to_action must have a type and the link of the post');
  }
}

/** A hidden post; with `scheduled_publish_time` the network itself publishes it at that time. */
function createHidden(facebook: Facebook, call: Admitted, post: Post): void {
  const scheduled = call.params.get('scheduled_publish_time');
  facebook.sandboxState.posts.create(post);
  if (scheduled !== undefined) {
    const at = instantOf(scheduled) ?? 0;
    const ahead = at - call.arrivedAt;
    if (ahead < 10 * MINUTE || ahead > 75 * 24 * 60 * MINUTE) {
      throw invalid('The specified scheduled publish time is invalid.');
    }
    post.details.scheduledFor = Math.floor(at / 1000);
    facebook.goLive(post, at, at);
  }
  facebook.sandboxState.effect(call.arrivedAt, 'hidden_created', post);
}

export function newPost(
  call: Admitted,
  id: string,
  text: string,
  link: string | null,
  photos: Photo[],
): Post {
  return {
    platform: 'facebook',
    account: call.account.id,
    id,
    text,
    link,
    media: photos.map((photo) => ({ mediaId: photo.mediaId, kind: 'image', altText: photo.altText })),
    createdAt: call.arrivedAt,
    arrivedAt: call.arrivedAt,
    visibleAt: null,
    deletedAt: null,
    followers: true,
    details: { photos: photos.map((photo) => photo.id) },
  };
}

function attached(facebook: Facebook, call: Admitted): Photo[] {
  return indexedValues(call.params, 'attached_media').map((text) => {
    const id = objectEntries(parseJson(text)).find(([key]) => key === 'media_fbid')?.[1];
    const photo = facebook.photos.get(String(id));
    const usable =
      photo?.account === call.account.id &&
      (photo.postId !== null || call.arrivedAt - photo.createdAt < PHOTO_LIFE_MS);
    if (!photo || !usable) {
      throw invalid('Param attached_media must contain ids of your own unpublished photos');
    }
    return photo;
  });
}
