import sharp, { type Sharp } from 'sharp';
import { TaskFailed, type Tasks } from '../opening/tasks.js';
import { withoutRemarks } from './animation.js';
import { decodeHeic } from './heic.js';

/** Above what the structure check allows: a second limit. */
const MOST_PIXELS = 260_000_000;

/** JPEG qualities to try, from nearly lossless to the lowest acceptable. */
const QUALITIES = [90, 82, 74, 66, 58, 50];

/** JPEG quality of the version for browsers that cannot show the original. */
const SHOWN_QUALITY = 92;

const openPicture = (file: string): Sharp =>
  sharp(file, { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true });

/**
 * Decodes a picture into its thumbnail (at most 480 pixels wide, upright, without the original's metadata), which
 * also proves that the picture is complete.
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

/**
 * Writes a picture upright, cropped and reduced, in sRGB, without the original's metadata. @throws Failed
 * `too_heavy`
 */
export async function derivePicture({ source, recipe, target }: Tasks['image.derive']['ask']): Promise<void> {
  const { crop, width, height, mime, maxBytes } = recipe;
  if (mime === 'image/gif') return withoutRemarks(source, target, maxBytes);
  // By default sharp drops metadata and converts to sRGB by the embedded profile.
  const upright = openPicture(source).autoOrient();
  const sized = (crop ? upright.extract(crop) : upright)
    .resize(width, height, { fit: 'fill' })
    .toColourspace('srgb');
  if (mime === 'image/png') {
    const { size } = await sized.png({ compressionLevel: 9 }).toFile(target);
    if (size <= maxBytes) return;
    throw new TaskFailed('too_heavy', 'PNG');
  }
  for (const quality of QUALITIES) {
    const { size } = await sized
      .clone()
      .flatten({ background: '#fff' })
      .jpeg({ quality, mozjpeg: true })
      .toFile(target);
    if (size <= maxBytes) return;
  }
  throw new TaskFailed('too_heavy', 'JPEG');
}
