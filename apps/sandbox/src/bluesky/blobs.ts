import type { Admitted, Reply } from '../core/exchange.js';
import { cidOf } from './ids.js';
import { blueskyError, invalid } from './network.js';
import type { Bluesky, StoredBlob } from './store.js';

/** A file as records name it. */
export const refOf = ({ cid, mimeType, size }: StoredBlob) => ({
  $type: 'blob',
  ref: { $link: cid },
  mimeType,
  size,
});

/** Keeps a file under its content id; its type is read from it, whatever was told. */
export function keepBlob(bluesky: Bluesky, account: string, bytes: Buffer, now: number): StoredBlob {
  const cid = cidOf('file', bytes);
  const key = `${account}/${cid}`;
  const known = bluesky.blobs.get(key);
  if (known) return bluesky.blobs.put({ ...known, uploadedAt: now });
  const { media } = bluesky.sandboxState;
  const mediaId = media.save(bytes);
  const mimeType = media.get(mediaId)?.mime ?? 'application/octet-stream';
  const size = bytes.length;
  return bluesky.blobs.put({ key, account, cid, mediaId, mimeType, size, uploadedAt: now, used: false });
}

/** `uploadBlob`: how large an image may be is only looked at when a record names it. */
export function uploadBlob(bluesky: Bluesky, call: Admitted): Reply {
  const { bytes } = call.params;
  if (bytes.length > bluesky.settings.blobBytes) {
    throw blueskyError(413, 'PayloadTooLarge', 'request entity too large');
  }
  if (bytes.length === 0) throw invalid('Request encoding (Content-Type) required but not provided');
  return {
    status: 200,
    body: { blob: refOf(keepBlob(bluesky, call.account.id, bytes, call.arrivedAt)) },
  };
}

/** A file of an account by its content id. */
export const blobOf = (bluesky: Bluesky, account: string, cid: string): StoredBlob | undefined =>
  bluesky.blobs.get(`${account}/${cid}`);
