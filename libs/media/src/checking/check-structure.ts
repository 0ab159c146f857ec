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

/** Type and size of a file, from its headers. */
export interface Structure {
  kind: 'image' | 'video';
  mime: MediaType;
  /** Null for a video. */
  raster: Raster | null;
}

/** Largest picture file, bytes: twenty times what any network accepts. */
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
 * Checks a file by its headers and tables, which costs little, before any decoder opens it: refuses a file that lies
 * about its size, is cut off, or would fill the memory when decoded.
 * @throws DomainError 415 for an unsupported type, 422 for the rest
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

/** As {@link checkStructure}, for a local file. */
export async function checkFile(path: string): Promise<Structure> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    return await checkStructure(new BoundedReader(fileSource(handle, size)));
  } finally {
    await handle.close();
  }
}
