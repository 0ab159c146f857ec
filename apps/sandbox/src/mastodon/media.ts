import { decimalId } from '../core/ids.js';
import type { Admitted, Reply } from '../core/exchange.js';
import { sniff } from '../core/sniff.js';
import { invalid, notFound } from './network.js';
import { mediaNode } from './shown.js';
import type { Mastodon } from './store.js';

const LONGEST_DESCRIPTION = 1_500;
const IMAGES = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp']);
const VIDEOS = new Set(['video/mp4', 'video/quicktime', 'video/webm']);

/** `POST /api/v2/media`: a video is answered with 202, before it is processed. `v1` answers when it is. */
export function upload(mastodon: Mastodon, call: Admitted, version: 'v1' | 'v2'): Reply {
  if (version === 'v2' && !mastodon.isWhole) throw notFound();
  const file = call.params.files.find(({ field }) => field === 'file');
  const description = call.params.get('description') ?? '';
  if (!file || file.bytes.length === 0) throw invalid('Le fichier est requis');
  const { mime } = sniff(file.bytes);
  if (!IMAGES.has(mime) && !VIDEOS.has(mime)) throw invalid('Le type de fichier n’est pas accepté');
  if (description.length > LONGEST_DESCRIPTION) throw invalid('La description est trop longue');
  const video = VIDEOS.has(mime);
  const now = call.arrivedAt;
  const row = mastodon.attachments.put({
    id: decimalId('115'),
    account: call.account.id,
    mediaId: mastodon.sandboxState.media.save(file.bytes),
    kind: video ? 'video' : 'image',
    description,
    uploadedAt: now,
    readyAt: video && version === 'v2' ? now + mastodon.settings.videoDelayMs : now,
    failed: call.account.options.processingFails === true,
    status: null,
  });
  return { status: video && version === 'v2' ? 202 : 200, body: mediaNode(row, now) };
}

/** `GET /api/v1/media/{id}`: of nobody else's, and of none that a status has. */
export function readMedium(mastodon: Mastodon, call: Admitted): Reply {
  const now = call.arrivedAt;
  const row = mastodon.medium(call.account.id, call.path.id ?? '', now);
  if (!row) throw notFound();
  const ready = now >= row.readyAt;
  if (ready && row.failed) throw invalid('Le fichier n’a pas pu être traité');
  return { status: ready ? 200 : 206, body: mediaNode(row, now) };
}
