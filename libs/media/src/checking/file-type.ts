import type { MediaType } from '../rules/index.js';
import type { BoundedReader } from './bounded-reader.js';

const HEIC = ['heic', 'heix', 'heim', 'heis', 'mif1', 'msf1'];
/** First boxes of QuickTime files older than brands. */
const OLD_MOVIE = ['moov', 'mdat', 'wide', 'free', 'skip', 'pnot'];
const MOST_BRANDS = 32;

/** Type of a file by its first bytes, whatever its name; null for unsupported types, such as SVG. */
export async function fileTypeOf(reader: BoundedReader): Promise<MediaType | null> {
  const head = await reader.peek(0, 16 + 4 * MOST_BRANDS);
  const text = head.toString('latin1');
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (/^GIF8[79]a/.test(text)) return 'image/gif';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image/webp';
  if (OLD_MOVIE.includes(text.slice(4, 8))) return 'video/quicktime';
  if (text.slice(4, 8) !== 'ftyp') return null;
  const length = Math.min(head.readUInt32BE(0), head.length);
  const brands = text.slice(8, length).match(/[\s\S]{4}/g) ?? [];
  return byBrand(brands[0] ?? '', brands);
}

function byBrand(major: string, brands: readonly string[]): MediaType | null {
  if (major === 'avif' || major === 'avis') return 'image/avif';
  if (HEIC.includes(major)) return brands.includes('avif') ? 'image/avif' : 'image/heic';
  if (major === 'qt  ') return 'video/quicktime';
  if (major.startsWith('M4V')) return 'video/x-m4v';
  // Audio files, and Canon's raw pictures.
  if (major.startsWith('M4A') || major.startsWith('M4B') || major === 'crx ') return null;
  return 'video/mp4';
}
