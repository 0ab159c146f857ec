import { decimalId } from '../core/ids.js';
import { Refusal, type Admitted, type Reply } from '../core/exchange.js';
import type { PostMedia } from '../core/posts.js';
import { sniff } from '../core/sniff.js';
import { pinNode } from './lists.js';
import { invalid, pinterestReply, refuse } from './network.js';
import { parsePin, type Picture, type PinBody } from './schemas.js';
import type { PinDetails, Pinterest } from './store.js';

const TRIAL =
  'Apps with Trial access may not create Pins in production https://api.pinterest.com - use API Sandbox https://api-sandbox.pinterest.com instead.';
/** The narrowest picture that is taken, pixels. */
const NARROWEST = 100;

type Source = PinBody['media_source'];

/** `POST /v5/pins` (Pinterest API v5, create Pin): answered once the pin is there. */
export function createPin(pinterest: Pinterest, call: Admitted): Reply {
  const body = parsePin(call.params.json);
  const board = pinterest.board(call, body.board_id);
  const section = body.board_section_id ? pinterest.section(board, body.board_section_id) : null;
  if (pinterest.settings.access === 'trial_refused') throw new Refusal(pinterestReply(403, 29, TRIAL));
  if (body.link && !URL.canParse(body.link)) throw invalid('Invalid URL or request data');
  const altText = body.alt_text ?? '';
  const { kind, media } = mediaOf(pinterest, call, body.media_source, altText);
  const post = pinterest.publish(call, {
    id: decimalId('102'),
    description: body.description ?? '',
    link: body.link || null,
    media,
    details: { title: body.title ?? null, altText: body.alt_text ?? null, board: board.id, section, kind },
  });
  return { status: 201, body: pinNode(post, call) };
}

function mediaOf(
  pinterest: Pinterest,
  call: Admitted,
  source: Source,
  altText: string,
): { kind: PinDetails['kind']; media: PostMedia[] } {
  if (source.source_type === 'video_id') {
    const upload = pinterest.upload(call, source.media_id);
    const { cover_image_url: url, cover_image_data: data, cover_image_key_frame_time: time } = source;
    if (url === undefined && data === undefined && time === undefined) {
      throw invalid('Invalid request: a cover image is required for a video Pin');
    }
    const status = pinterest.statusOf(upload, call.arrivedAt);
    if (status !== 'succeeded' || upload.mediaId === null) {
      throw invalid(`Invalid request: the status of the media is ${status}`);
    }
    return { kind: 'video', media: [{ mediaId: upload.mediaId, kind: 'video', altText }] };
  }
  const pictures = source.source_type === 'image_base64' ? [source] : source.items;
  const files = pictures.map(readPicture);
  const sizes = new Set(files.map(({ width, height }) => `${width}x${height}`));
  if (pinterest.settings.oneSize && sizes.size > 1) {
    throw invalid('Invalid request: the images of a carousel must have the same dimensions');
  }
  const media = files.map(({ bytes }) => {
    const mediaId = pinterest.sandboxState.media.save(bytes);
    return { mediaId, kind: 'image' as const, altText };
  });
  return { kind: source.source_type === 'image_base64' ? 'image' : 'multiple_images', media };
}

/** Pictures are looked at within the call; what is wrong with one is a 403. */
function readPicture({ content_type: type, data }: Picture) {
  const bytes = Buffer.from(data, 'base64');
  const { mime, width, height } = sniff(bytes);
  if (mime !== type) throw refuse(403, 235, 'Sorry! This image is broken.');
  if (width !== undefined && width < NARROWEST) {
    throw refuse(403, 233, 'Sorry! This image is too small.');
  }
  return { bytes, width, height };
}

/** `DELETE /v5/pins/{id}`. */
export function deletePin(pinterest: Pinterest, call: Admitted): Reply {
  const post = pinterest.pin(call);
  pinterest.sandboxState.posts.remove(post, call.arrivedAt);
  pinterest.sandboxState.effect(call.arrivedAt, 'deleted', post);
  return { status: 204 };
}
