import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { fileTypeFromFile } from 'file-type';
import sharp from 'sharp';
import { DomainError } from '#lib/kernel';
import type { VideoFacts } from '#lib/platforms';
import { readVideo } from './video/read-video.js';

export interface InspectedFile {
  kind: 'image' | 'video';
  mime: string;
  bytes: number;
  width: number;
  height: number;
  durationMs: number | null;
  sha256: string;
  /** Null for an image. */
  video: VideoFacts | null;
}

/** More pixels than any network takes, and few enough not to exhaust memory (a "decompression bomb"). */
export const MAX_PIXELS = 100_000_000;

/**
 * Reads what an uploaded file really is: type from its content, size from its own headers, whatever its name says.
 * @throws DomainError 415 for a type we do not take, 422 for a damaged file
 */
export async function inspectFile(file: string): Promise<InspectedFile> {
  const [type, { size }] = await Promise.all([fileTypeFromFile(file), stat(file)]);
  const sha256 = await hashOf(file);
  switch (type?.mime) {
    case 'image/jpeg':
    case 'image/png':
      return {
        kind: 'image',
        mime: type.mime,
        bytes: size,
        durationMs: null,
        video: null,
        sha256,
        ...(await imageSize(file)),
      };
    case 'video/mp4':
      return { kind: 'video', mime: type.mime, bytes: size, sha256, ...(await videoFacts(file)) };
    default:
      throw new DomainError(415, 'unsupported_media_type');
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

async function imageSize(file: string): Promise<{ width: number; height: number }> {
  try {
    const image = sharp(file, { limitInputPixels: MAX_PIXELS, failOn: 'error' });
    const { autoOrient } = await image.metadata();
    // Decoding it once is the only proof that it is whole.
    await image.stats();
    return { width: autoOrient.width, height: autoOrient.height };
  } catch (error) {
    throw new DomainError(422, 'media_unreadable', { cause: String(error).slice(0, 100) });
  }
}

async function videoFacts(file: string): ReturnType<typeof readVideo> {
  try {
    return await readVideo(file);
  } catch (error) {
    throw new DomainError(422, 'media_unreadable', { cause: String(error).slice(0, 100) });
  }
}

/** At most 480 pixels wide, upright, without the metadata (place, camera) of the original. */
export async function writeThumbnail(file: string, target: string): Promise<void> {
  await sharp(file, { limitInputPixels: MAX_PIXELS })
    .autoOrient()
    .resize({ width: 480, withoutEnlargement: true })
    .webp({ quality: 78 })
    .toFile(target);
}
