import sharp, { type Sharp } from 'sharp';
import { Failed, type Tasks } from '../opening/tasks.js';
import { withoutRemarks } from './animation.js';
import { decodeHeic } from './heic.js';

/** Beyond what the check of structure lets pass: a second look, not the first. */
const MOST_PIXELS = 260_000_000;

/** From hardly visible to the least that is still decent. */
const QUALITIES = [90, 82, 74, 66, 58, 50];

/** What browsers show in place of a format that they do not know. */
const SHOWN_QUALITY = 92;

const openPicture = (file: string): Sharp =>
  sharp(file, { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true });

/**
 * Decodes a picture once, which is the only proof that it is whole, into its thumbnail: at most 480 pixels wide, upright,
 * without the metadata (place, camera) of the original.
 */
export async function inspectPicture({
  file,
  mime,
  thumbnail,
  shown,
}: Tasks['image.inspect']['ask']): Promise<Tasks['image.inspect']['answer']> {
  const heic = mime === 'image/heic';
  if (heic) await (await decodeHeic(file)).jpeg({ quality: SHOWN_QUALITY }).toFile(shown);
  const picture = openPicture(heic ? shown : file);
  const { autoOrient } = await picture.metadata();
  await picture
    .autoOrient()
    .resize({ width: 480, withoutEnlargement: true })
    .webp({ quality: 78 })
    .toFile(thumbnail);
  return { width: autoOrient.width, height: autoOrient.height, shown: heic };
}

/** Upright, cropped, reduced, in sRGB, and without any metadata of the original. @throws Failed `too_heavy` */
export async function derivePicture({ source, recipe, target }: Tasks['image.derive']['ask']): Promise<void> {
  const { crop, width, height, mime, maxBytes } = recipe;
  if (mime === 'image/gif') return withoutRemarks(source, target, maxBytes);
  // sharp keeps no metadata, and converts to sRGB by the embedded profile, unless told otherwise.
  const upright = openPicture(source).autoOrient();
  const sized = (crop ? upright.extract(crop) : upright)
    .resize(width, height, { fit: 'fill' })
    .toColourspace('srgb');
  if (mime === 'image/png') {
    const { size } = await sized.png({ compressionLevel: 9 }).toFile(target);
    if (size <= maxBytes) return;
    throw new Failed('too_heavy', 'PNG');
  }
  for (const quality of QUALITIES) {
    const { size } = await sized
      .clone()
      .flatten({ background: '#fff' })
      .jpeg({ quality, mozjpeg: true })
      .toFile(target);
    if (size <= maxBytes) return;
  }
  throw new Failed('too_heavy', 'JPEG');
}
