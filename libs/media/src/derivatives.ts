import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { newId } from '#lib/kernel';
import type { ImageRecipe, MediaFacts, VideoRecipe } from '#lib/platforms';
import { MAX_PIXELS } from './inspect.js';
import { MediaStorage } from './media-storage.js';
import { writeFastStart } from './video/fast-start.js';

/** From hardly visible to the least that is still decent. */
const QUALITIES = [90, 82, 74, 66, 58, 50];

/** No quality of this image is light enough. */
export class DerivativeTooLarge extends Error {}

/**
 * Makes what a network gets instead of an original, once: a derivative is stored under the hash of its source and its
 * recipe, and whoever asks again, in whatever process, gets the stored one.
 */
@Injectable()
export class Derivatives {
  /** Being made by this process: a thousand publications of one picture wait for one. */
  readonly #making = new Map<string, Promise<void>>();

  /** Ends with the last video in line. */
  #videos: Promise<unknown> = Promise.resolve();

  constructor(private readonly storage: MediaStorage) {}

  /**
   * The facts of the derivative; its `sha256` is the name it is stored under.
   * @throws DerivativeTooLarge
   */
  async image(organisationId: string, medium: MediaFacts, recipe: ImageRecipe): Promise<MediaFacts> {
    const made = await this.#derive(organisationId, medium, recipe, (source, target) =>
      writeDerivative(source, recipe, target),
    );
    const { mime, width, height } = recipe;
    return { ...medium, mime, width, height, ...made };
  }

  /**
   * As `image`, for a video.
   * @throws UnusableVideo
   */
  async video(organisationId: string, medium: MediaFacts, recipe: VideoRecipe): Promise<MediaFacts> {
    const made = await this.#derive(organisationId, medium, recipe, (source, target) =>
      this.#inLine(() => writeFastStart(source, target)),
    );
    const { video } = medium;
    return { ...medium, ...(video ? { video: { ...video, fastStart: true, located: false } } : {}), ...made };
  }

  async #derive(
    organisationId: string,
    { sha256: source }: MediaFacts,
    recipe: ImageRecipe | VideoRecipe,
    write: (source: string, target: string) => Promise<void>,
  ): Promise<{ bytes: number; sha256: string }> {
    const sha256 = createHash('sha256')
      .update(JSON.stringify([source, recipe]))
      .digest('hex');
    const known = await this.storage.size(organisationId, sha256);
    if (known === null) {
      await this.#once(`${organisationId}/${sha256}`, () =>
        this.#make(organisationId, source, sha256, write),
      );
    }
    const bytes = known ?? (await this.storage.size(organisationId, sha256));
    if (bytes === null) throw new Error(`Derivative ${sha256} vanished while it was made`);
    return { bytes, sha256 };
  }

  /** One video after the other: each keeps the index of its whole length in memory. */
  #inLine(write: () => Promise<void>): Promise<void> {
    const written = this.#videos.then(write);
    this.#videos = written.catch(() => undefined);
    return written;
  }

  async #once(key: string, make: () => Promise<void>): Promise<void> {
    const making = this.#making.get(key) ?? make().finally(() => this.#making.delete(key));
    this.#making.set(key, making);
    return making;
  }

  async #make(
    organisationId: string,
    source: string,
    sha256: string,
    write: (source: string, target: string) => Promise<void>,
  ): Promise<void> {
    const file = join(await this.storage.incoming(), newId());
    try {
      await this.storage.lend(organisationId, source, (path) => write(path, file));
      await this.storage.keep(file, organisationId, sha256);
    } finally {
      await rm(file, { force: true });
    }
  }
}

/** Upright, cropped, reduced, in sRGB, and without any metadata of the original. @throws DerivativeTooLarge */
export async function writeDerivative(source: string, recipe: ImageRecipe, target: string): Promise<void> {
  const { crop, width, height, mime, maxBytes } = recipe;
  // sharp keeps no metadata, and converts to sRGB by the embedded profile, unless told otherwise.
  const upright = sharp(source, { limitInputPixels: MAX_PIXELS }).autoOrient();
  const sized = (crop ? upright.extract(crop) : upright)
    .resize(width, height, { fit: 'fill' })
    .toColourspace('srgb');
  if (mime === 'image/png') {
    const { size } = await sized.png({ compressionLevel: 9 }).toFile(target);
    if (size <= maxBytes) return;
    throw new DerivativeTooLarge();
  }
  for (const quality of QUALITIES) {
    const { size } = await sized
      .clone()
      .flatten({ background: '#fff' })
      .jpeg({ quality, mozjpeg: true })
      .toFile(target);
    if (size <= maxBytes) return;
  }
  throw new DerivativeTooLarge();
}
