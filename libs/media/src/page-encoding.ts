type Decoder = InstanceType<typeof TextDecoder>;

const MARKS: [mark: Buffer, encoding: string][] = [
  [Buffer.of(0xef, 0xbb, 0xbf), 'utf-8'],
  [Buffer.of(0xfe, 0xff), 'utf-16be'],
  [Buffer.of(0xff, 0xfe), 'utf-16le'],
];

/** Bytes of a page in which its own encoding declaration is looked for. Source: HTML, "prescan a byte stream". */
const PRESCAN_BYTES = 1_024;

/**
 * Decodes a page: by its byte order mark, else the server's encoding, else the page's own declaration, else UTF-8
 * when valid, else windows-1252, as old pages are (HTML, 13.2.3).
 */
export function decodePage(bytes: Buffer, contentType: string): string {
  const marked = MARKS.find(([mark]) => bytes.subarray(0, mark.length).equals(mark))?.[1];
  const told = /charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(contentType)?.[1];
  const decoder = decoderOf(marked) ?? decoderOf(told) ?? decoderOf(saidBy(bytes)) ?? guess(bytes);
  return decoder.encoding === 'windows-1252' ? decodeWestern(bytes) : decoder.decode(bytes);
}

/**
 * Characters of windows-1252 where Latin-1 has control characters, from 0x80 on. Source: Encoding Standard, index
 * windows-1252.
 */
const WESTERN = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Decoded here, because some releases of Node.js decode it as Latin-1 (nodejs/node#56542). */
const decodeWestern = (bytes: Buffer): string =>
  bytes
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (control) => WESTERN[control.charCodeAt(0) - 0x80] ?? control);

function saidBy(bytes: Buffer): string | undefined {
  const head = bytes.toString('latin1', 0, PRESCAN_BYTES).replace(/<!--[\s\S]*?-->/g, '');
  const said = /<meta\s[^>]*?charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(head)?.[1];
  // A page whose declaration could be read is not in UTF-16, whatever it declares.
  return said && /^utf-?16/i.test(said) ? 'utf-8' : said;
}

function guess(bytes: Buffer): Decoder {
  try {
    // A character cut at the end is not an error.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return new TextDecoder('utf-8');
  } catch {
    return new TextDecoder('windows-1252');
  }
}

function decoderOf(name: string | undefined): Decoder | null {
  if (!name) return null;
  try {
    return new TextDecoder(name);
  } catch {
    // The only possible error: an unknown encoding.
    return null;
  }
}
