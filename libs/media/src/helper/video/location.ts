import { open } from 'node:fs/promises';
import { topBoxes } from './box-order.js';

/**
 * Markers of a location in a video: location boxes (3GPP TS 26.244, 8; QuickTime File Format, user data), Apple's
 * metadata key, the telemetry tracks of cameras (GoPro, Street View, Sony), XMP.
 */
const LOCATION_MARKERS = [
  'loci',
  '\u00a9xyz',
  'com.apple.quicktime.location',
  'gpmd',
  'camm',
  'rtmd',
  'exif:GPS',
];
const LONGEST = Math.max(...LOCATION_MARKERS.map((place) => place.length));
const WINDOW = 1_048_576;

/**
 * Whether a video has its location. Reads everything but the pictures, a megabyte at a time; a false match only
 * causes a needless rewrite.
 */
export async function holdsLocation(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const window = Buffer.alloc(WINDOW + LONGEST);
    for await (const { type, start, end } of topBoxes(handle)) {
      if (type === 'mdat') continue;
      for (let at = start; at < end; at += WINDOW) {
        const { bytesRead } = await handle.read(window, 0, Math.min(window.length, end - at), at);
        if (bytesRead === 0) break;
        const text = window.toString('latin1', 0, bytesRead);
        if (LOCATION_MARKERS.some((place) => text.includes(place))) return true;
      }
    }
    return false;
  } finally {
    await handle.close();
  }
}
