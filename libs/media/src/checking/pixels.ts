import { beyond, unreadable } from './refusals.js';

/**
 * Largest decoded picture, bytes: width x height x channels x bytes per channel. A phone's 200 megapixels of 8 bits
 * fit; ten thousand pixels squared with 16 bits and transparency do not.
 */
export const MOST_DECODED_BYTES = 640_000_000;

/** Most frames of an animation; networks accept fewer. */
export const MOST_FRAMES = 2_000;

/** Largest sum of an animation's decoded frames, bytes. */
const MOST_ANIMATED_BYTES = 4_000_000_000;

/** Longest side that all formats and our tools support, pixels. */
const MOST_SIDE = 65_535;

/** Every picture is decoded to colour. */
const LEAST_CHANNELS = 3;

/** What a picture's header says of its pixels. */
export interface Raster {
  width: number;
  height: number;
  channels: number;
  /** Bytes per channel. */
  depth: number;
  frames: number;
}

/** @throws DomainError 422 `image_too_large` or `image_too_many_frames`, with the limit; `media_unreadable` without a size */
export function checkRaster(raster: Raster): Raster {
  const { width, height, channels, depth, frames } = raster;
  if (width < 1 || height < 1 || width > MOST_SIDE || height > MOST_SIDE) throw unreadable('no such size');
  const bytes = width * height * Math.max(LEAST_CHANNELS, channels) * depth;
  if (frames > MOST_FRAMES) throw beyond('image_too_many_frames', MOST_FRAMES, frames);
  if (bytes > MOST_DECODED_BYTES) {
    throw beyond('image_too_large', megabytes(MOST_DECODED_BYTES), megabytes(bytes));
  }
  if (bytes * frames > MOST_ANIMATED_BYTES) {
    throw beyond('image_too_large', megabytes(MOST_ANIMATED_BYTES), megabytes(bytes * frames));
  }
  return raster;
}

const megabytes = (bytes: number): number => Math.round(bytes / 1e6);
