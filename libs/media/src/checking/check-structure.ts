import { open } from 'node:fs/promises';
import { DomainError } from '#lib/kernel';
import { BoundedReader, fileSource } from './bounded-reader.js';
import type { MediaType } from '../rules/index.js';
import { fileTypeOf } from './file-type.js';
import { checkGif } from './gif.js';
import { checkHeif } from './heif.js';
import { checkJpeg } from './jpeg.js';
import type { Raster } from './pixels.js';
import { checkPng } from './png.js';
import { unreadable } from './refusals.js';
import { checkVideo } from './video.js';
import { checkWebp } from './webp.js';

/** What a file is, as far as its heads tell. */
export interface Structure {
  kind: 'image' | 'video';
  mime: MediaType;
  /** Null for a video. */
  raster: Raster | null;
}

/** Twenty times what any network takes of a picture, bytes. */
const MOST_IMAGE_BYTES = 200_000_000;

type Check = (reader: BoundedReader) => Promise<Raster | void>;

const CHECKS: Record<MediaType, Check> = {
  'image/jpeg': checkJpeg,
  'image/png': checkPng,
  'image/gif': checkGif,
  'image/webp': checkWebp,
  'image/avif': checkHeif,
  'image/heic': checkHeif,
  'video/mp4': checkVideo,
  'video/quicktime': checkVideo,
  'video/x-m4v': checkVideo,
};

/**
 * Judges a file by its heads and tables, which costs next to nothing: what lies about its own size, is cut off, or would
 * fill the memory once opened is refused here, before anything opens it.
 * @throws DomainError 415 for a type we do not take, 422 for the rest
 */
export async function checkStructure(reader: BoundedReader): Promise<Structure> {
  if (reader.size === 0) throw unreadable('empty');
  const mime = await fileTypeOf(reader);
  if (!mime) throw new DomainError(415, 'unsupported_media_type');
  if (mime.startsWith('image/') && reader.size > MOST_IMAGE_BYTES) {
    throw new DomainError(413, 'too_large', { limit: MOST_IMAGE_BYTES / 1e6 });
  }
  const raster = (await CHECKS[mime](reader)) ?? null;
  return { kind: raster ? 'image' : 'video', mime, raster };
}

/** As {@link checkStructure}, of a file of this machine. */
export async function checkFile(path: string): Promise<Structure> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    return await checkStructure(new BoundedReader(fileSource(handle, size)));
  } finally {
    await handle.close();
  }
}
