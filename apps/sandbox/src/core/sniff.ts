/** Type of a file by its bytes, never by what an uploader or a header says. */
export interface Sniffed {
  mime: string;
  kind: 'image' | 'video' | 'other';
  /** Pixels; only read from JPEG. */
  width?: number;
  height?: number;
}

export function sniff(bytes: Buffer): Sniffed {
  if (bytes.length >= 3 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) {
    return { mime: 'image/jpeg', kind: 'image', ...jpegSize(bytes) };
  }
  const head = bytes.toString('latin1', 0, 16);
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return { mime: 'image/png', kind: 'image' };
  if (head.startsWith('GIF8')) return { mime: 'image/gif', kind: 'image' };
  if (head.startsWith('BM')) return { mime: 'image/bmp', kind: 'image' };
  if (head.startsWith('II*\0') || head.startsWith('MM\0*')) return { mime: 'image/tiff', kind: 'image' };
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return { mime: 'image/webp', kind: 'image' };
  if (head.slice(4, 8) === 'ftyp') {
    return { mime: head.slice(8, 12) === 'qt  ' ? 'video/quicktime' : 'video/mp4', kind: 'video' };
  }
  if (head.startsWith('\x1aE\xdf\xa3')) return { mime: 'video/webm', kind: 'video' };
  return { mime: 'application/octet-stream', kind: 'other' };
}

/** Reads the size from a JPEG's frame header. */
function jpegSize(bytes: Buffer): { width?: number; height?: number } {
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return {};
}
