import { z } from 'zod';
import { decimalId } from '../core/ids.js';
import type { Admitted, Reply } from '../core/exchange.js';
import { sniff } from '../core/sniff.js';
import { invalid } from './errors.js';
import type { Medium, X } from './store.js';

const MB = 1_000_000;
const IMAGES = new Set(['image/jpeg', 'image/png', 'image/webp']);
const LIFE_S = 86_400;
/** Of an upload that is not complete. */
const OPEN_S = 1_295_999;

const initializing = z.strictObject({
  media_type: z.enum(['video/mp4', 'video/quicktime']),
  total_bytes: z.number().int().positive(),
  media_category: z.enum(['tweet_video', 'amplify_video']),
});
const describing = z.object({
  id: z.string(),
  metadata: z.object({ alt_text: z.object({ text: z.string().min(1).max(1_000) }) }),
});

const blank = (kind: Medium['kind'], account: string): Medium => {
  const id = decimalId('1990');
  const key = `${kind === 'image' ? 3 : 7}_${id}`;
  return {
    id,
    key,
    kind,
    account,
    mediaId: null,
    size: 0,
    segments: [],
    completeAt: null,
    readyAt: null,
    failed: false,
    altText: '',
  };
};

/** `POST /2/media/upload`: an image in one request. */
export function uploadImage(x: X, call: Admitted): Reply {
  const category = call.params.get('media_category') ?? '';
  if (category !== 'tweet_image') throw invalid('media_category', category, 'is not tweet_image');
  const bytes = fileOf(call);
  if (!IMAGES.has(sniff(bytes).mime) || bytes.length > 5 * MB) {
    throw invalid('media', '', 'media type or size unsupported');
  }
  const medium = blank('image', call.account.id);
  medium.mediaId = x.sandboxState.media.save(bytes);
  medium.completeAt = medium.readyAt = call.arrivedAt;
  x.media.put(medium);
  return told(medium, { size: bytes.length, expires_after_secs: LIFE_S });
}

function fileOf({ params }: Admitted): Buffer {
  const file = params.files.find(({ field }) => field === 'media');
  if (!file) throw invalid('media', '', 'media is required');
  return file.bytes;
}

const told = ({ id, key }: Medium, more: object): Reply => ({
  status: 200,
  body: { data: { id, media_key: key, ...more } },
});

/** `POST /2/media/upload/initialize`: a video, whose bytes come in chunks. */
export function initialize(x: X, call: Admitted): Reply {
  const body = initializing.safeParse(call.params.json);
  if (!body.success) throw invalid('$', '', body.error.issues[0]?.message ?? 'invalid');
  const medium = blank('video', call.account.id);
  medium.size = body.data.total_bytes;
  x.media.put(medium);
  return told(medium, { expires_after_secs: OPEN_S });
}

function owned(x: X, call: Admitted, id: string): Medium {
  const medium = x.medium(call, id);
  if (!medium) throw invalid('media_id', id, 'Invalid mediaId');
  return medium;
}

/** `POST /2/media/upload/{id}/append`: a chunk by its index; sent again, it takes the place of the first. */
export function append(x: X, call: Admitted): Reply {
  const medium = owned(x, call, call.path.id ?? '');
  const index = Number(call.params.get('segment_index'));
  const bytes = fileOf(call);
  if (!Number.isInteger(index) || index < 0 || index > 999) {
    throw invalid('segment_index', String(index), 'must be between 0 and 999');
  }
  if (bytes.length > 5 * MB) throw invalid('media', '', 'Chunk is too large');
  medium.segments[index] = x.sandboxState.media.save(bytes);
  x.media.put(medium);
  const expires = Math.floor(call.arrivedAt / 1_000) + OPEN_S;
  return { status: 200, body: { data: { expires_at: expires } } };
}

/** `POST /2/media/upload/{id}/finalize`: starts processing. */
export function finalize(x: X, call: Admitted): Reply {
  const medium = owned(x, call, call.path.id ?? '');
  const { media } = x.sandboxState;
  const parts = medium.segments.flatMap((id) => (id ? [id] : []));
  const size = parts.reduce((sum, id) => sum + (media.get(id)?.bytes ?? 0), 0);
  if (medium.completeAt !== null || size !== medium.size) {
    throw invalid('media_id', medium.id, 'Segments do not add up to provided total file size.');
  }
  const [first = ''] = parts;
  medium.failed = !media.get(first)?.mime.startsWith('video/');
  medium.mediaId = parts.length === 1 ? first : media.reserve();
  if (parts.length > 1) void media.join(medium.mediaId, parts);
  medium.completeAt = call.arrivedAt;
  medium.readyAt = call.arrivedAt + x.settings.videoDelayMs;
  x.media.put(medium);
  return told(medium, {
    size,
    expires_after_secs: LIFE_S,
    processing_info: { state: 'pending', check_after_secs: 1 },
  });
}

/** `GET /2/media/upload?command=STATUS&media_id=`. */
export function readStatus(x: X, call: Admitted): Reply {
  const command = call.params.get('command') ?? '';
  if (command !== 'STATUS') throw invalid('command', command, 'is not STATUS');
  const medium = owned(x, call, call.params.get('media_id') ?? '');
  const { completeAt, readyAt, kind } = medium;
  if (completeAt === null) throw invalid('media_id', medium.id, 'is not complete');
  const left = Math.max(0, Math.round((completeAt + LIFE_S * 1_000 - call.arrivedAt) / 1_000));
  if (kind === 'image') return told(medium, { expires_after_secs: left });
  const processing = call.arrivedAt < (readyAt ?? Infinity);
  const done = medium.failed
    ? { state: 'failed', error: { code: 1, name: 'InvalidMedia', message: 'Unsupported video format' } }
    : { state: 'succeeded', progress_percent: 100 };
  const info = processing ? { state: 'in_progress', check_after_secs: 1, progress_percent: 50 } : done;
  return told(medium, { expires_after_secs: left, processing_info: info });
}

/** `POST /2/media/metadata`: what an image shows, in words. */
export function describe(x: X, call: Admitted): Reply {
  const body = describing.safeParse(call.params.json);
  if (!body.success) throw invalid('metadata.alt_text.text', '', body.error.issues[0]?.message ?? 'invalid');
  const medium = owned(x, call, body.data.id);
  medium.altText = body.data.metadata.alt_text.text;
  x.media.put(medium);
  const associated = { alt_text: { text: medium.altText } };
  return { status: 200, body: { data: { id: medium.id, associated_metadata: associated } } };
}
