import { readFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';

/**
 * Decodes the main picture of a HEIC, upright, because sharp's build has no HEVC decoder. Loaded on first use, since
 * it takes two megabytes.
 */
export async function decodeHeic(file: string): Promise<Sharp> {
  const { default: start } = await import('libheif-js/libheif-wasm/libheif-bundle.mjs');
  const pictures = new (start().HeifDecoder)().decode(await readFile(file));
  const picture = pictures.find((one) => one.is_primary()) ?? pictures[0];
  if (!picture) throw new Error('no picture in it');
  const [width, height] = [picture.get_width(), picture.get_height()];
  const data = new Uint8ClampedArray(width * height * 4);
  await new Promise<void>((resolve, reject) => {
    picture.display({ data, width, height }, (done) => {
      if (done) resolve();
      else reject(new Error('it could not be decoded'));
    });
  });
  for (const one of pictures) one.free();
  return sharp(data, { raw: { width, height, channels: 4 } }).flatten({ background: '#fff' });
}
