import { fetchMedia } from '../graph/fetch-media.js';
import { decimalId } from '../core/ids.js';
import type { Admitted, Reply } from '../core/exchange.js';
import { sniff } from '../core/sniff.js';
import { graphError, invalid } from '../graph/errors.js';
import { newPost } from './feed.js';
import type { Facebook, Photo } from './store.js';

const MAX_BYTES = 10 * 1024 * 1024;
const ACCEPTED = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/bmp', 'image/tiff']);

/** `POST /{page}/photos` (Pages API, Photos): `url` or multipart `source`; `post_id` only when published. */
export async function createPhoto(facebook: Facebook, call: Admitted): Promise<Reply> {
  const page = facebook.page(call);
  const bytes = await content(call);
  if (bytes.length > MAX_BYTES || !ACCEPTED.has(sniff(bytes).mime)) throw unreadable();
  const photo: Photo = {
    id: decimalId('12'),
    account: page.id,
    mediaId: facebook.sandboxState.media.save(bytes),
    altText: call.params.get('alt_text_custom') ?? '',
    caption: call.params.get('message') ?? call.params.get('caption') ?? '',
    createdAt: call.arrivedAt,
    postId: null,
  };
  facebook.photos.put(photo);
  if (call.params.get('published') === 'false') return { status: 200, body: { id: photo.id } };
  const post = newPost(call, `${page.id}_${decimalId('12')}`, photo.caption, null, [photo]);
  facebook.goLive(post, call.arrivedAt, call.arrivedAt);
  facebook.sandboxState.effect(call.arrivedAt, 'published', post);
  return { status: 200, body: { id: photo.id, post_id: post.id } };
}

async function content(call: Admitted): Promise<Buffer> {
  const file = call.params.files.find((f) => f.field === 'source') ?? call.params.files[0];
  if (file) return file.bytes;
  const url = call.params.get('url');
  if (url === undefined) throw invalid('Requires one of the params: url, source');
  const fetched = await fetchMedia(url, { maxBytes: MAX_BYTES, timeoutMs: 10_000 });
  if ('bytes' in fetched) return fetched.bytes;
  if (fetched.problem === 'too_big') throw unreadable();
  throw graphError({ code: 324, subcode: 2069019, message: '(#324) Missing or invalid image file' });
}

const unreadable = () =>
  graphError({
    code: 324,
    subcode: 1366046,
    message: '(#324) Missing or invalid image file',
    userMessage:
      'Your photos could not be uploaded. Photos should be smaller than 10 MB and saved as JPG, PNG, GIF, TIFF or BMP.',
  });
