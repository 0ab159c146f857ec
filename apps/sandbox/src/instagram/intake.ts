import { fetchMedia } from '../graph/fetch-media.js';
import type { Refusal } from '../core/exchange.js';
import { sniff } from '../core/sniff.js';
import { graphError } from '../graph/errors.js';
import type { Container, Instagram } from './store.js';

const MB = 1024 * 1024;
const TIMEOUT_MS = 10_000;

const cannotFetch = (): Refusal =>
  graphError({
    code: 9004,
    subcode: 2207052,
    message: 'Only photo or video can be accepted as media type.',
    userTitle: 'The media could not be fetched from this uri.',
    userMessage: 'The media could not be fetched from this URI.',
  });

const fetchTimeout = (): Refusal =>
  graphError({
    code: -2,
    subcode: 2207003,
    message: 'It takes too long to download the media.',
    transient: true,
  });

/** Fetches a photo while the request waits, as Instagram does: JPEG only, 8 MB, ratio 4:5 to 1.91:1. */
export async function takeImage(instagram: Instagram, url: string, freeRatio: boolean): Promise<string> {
  const fetched = await fetchMedia(url, { maxBytes: 8 * MB, timeoutMs: TIMEOUT_MS });
  if (!('bytes' in fetched)) {
    if (fetched.problem === 'timeout') throw fetchTimeout();
    if (fetched.problem === 'unreachable') throw cannotFetch();
    throw graphError({
      code: 36000,
      subcode: 2207004,
      message: 'The image is too large to download. It should be less than 8 MB.',
    });
  }
  const { mime, width, height } = sniff(fetched.bytes);
  if (mime !== 'image/jpeg' || !width || !height) {
    throw graphError({
      code: 36001,
      subcode: 2207005,
      message: `The image format is not supported: ${mime}.`,
    });
  }
  const ratio = width / height;
  // A pixel of rounding must not refuse a picture cropped to 4:5 or 1.91:1.
  if (!freeRatio && (ratio < 0.795 || ratio > 1.915)) {
    throw graphError({
      code: 36003,
      subcode: 2207009,
      message: `The submitted image with aspect ratio (${width}/${height}) cannot be published.`,
      userMessage: 'The aspect ratio of the image must be between 4:5 and 1.91:1.',
    });
  }
  return instagram.sandboxState.media.save(fetched.bytes);
}

/** Fetches a video after the answer; its errors appear in the container's status. */
export async function takeVideo(instagram: Instagram, container: Container, url: string): Promise<void> {
  const fetched = await fetchMedia(url, { maxBytes: 300 * MB, timeoutMs: 6 * TIMEOUT_MS });
  if ('bytes' in fetched) acceptVideo(instagram, container, fetched.bytes);
  else fail(instagram, container, fetched.problem === 'timeout' ? 2207003 : 2207077);
}

/** Checks the bytes of a video and starts its processing. */
export function acceptVideo(instagram: Instagram, container: Container, bytes: Buffer): void {
  if (sniff(bytes).kind !== 'video' || sniff(bytes).mime === 'video/webm') {
    fail(instagram, container, 2207026);
    return;
  }
  container.mediaId = instagram.sandboxState.media.save(bytes);
  container.readyAt = instagram.sandboxState.clock.now() + instagram.settings.videoDelayMs;
  instagram.containers.put(container);
}

function fail(instagram: Instagram, container: Container, failure: number): void {
  container.failure = failure;
  instagram.containers.put(container);
}
