import { sniff } from '../core/sniff.js';
import { fetchMedia } from '../graph/fetch-media.js';
import { invalid } from '../graph/errors.js';
import type { Container, Threads } from './store.js';

const MB = 1024 * 1024;
const TIMEOUT_MS = 10_000;

/** Fetches a container's medium after the answer; what is wrong with it appears in the container's status. */
export async function takeMedium(
  threads: Threads,
  container: Container,
  { address, kind }: { address: string; kind: 'image' | 'video' },
): Promise<void> {
  const maxBytes = kind === 'image' ? 8 * MB : 1024 * MB;
  const fetched = await fetchMedia(address, { maxBytes, timeoutMs: 6 * TIMEOUT_MS });
  const failure =
    'bytes' in fetched ? fault(fetched.bytes, kind) : 'The media could not be fetched from this URI.';
  if (failure !== null) {
    threads.containers.put(Object.assign(container, { failure }));
    return;
  }
  if (!('bytes' in fetched)) return;
  const { containerDelayMs, videoDelayMs } = threads.settings;
  container.mediaId = threads.sandboxState.media.save(fetched.bytes);
  container.readyAt = threads.sandboxState.clock.now() + (kind === 'image' ? containerDelayMs : videoDelayMs);
  threads.containers.put(container);
}

/** JPEG or PNG up to 10:1; MP4 or MOV. */
function fault(bytes: Buffer, kind: 'image' | 'video'): string | null {
  const { kind: found, mime, width = 0, height = 0 } = sniff(bytes);
  if (kind === 'video') {
    return found === 'video' && mime !== 'video/webm' ? null : 'FAILED_PROCESSING_VIDEO';
  }
  if (!['image/jpeg', 'image/png'].includes(mime) || !width || !height) return 'UNKNOWN';
  const ratio = width / height;
  return ratio > 10.05 || ratio < 0.0995 ? 'INVALID_ASPEC_RATIO' : null;
}

/** @throws Refusal for an alt text that is too long */
export function checkAltText(altText: string): void {
  if ([...altText].length > 1_000) throw invalid('Param alt_text must be at most 1000 characters long');
}
