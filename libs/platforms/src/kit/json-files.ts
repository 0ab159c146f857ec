import { randomUUID } from 'node:crypto';
import type { StreamedBytes } from './http.js';
import { PlatformError } from './platform-error.js';

/** A file inside a JSON document. */
export interface InlineFile {
  stream: () => AsyncIterable<Buffer>;
  /** Exact length, bytes. */
  bytes: number;
}

/**
 * A JSON document with files in it as base64 texts, streamed: of a file no more than the piece on its way is in
 * memory. A file that cannot be read to its end leaves the document unfinished, so the network has nothing to act on.
 * @param document given the text that stands for each file, each used once and in their order
 */
export function jsonWithFiles(
  files: readonly InlineFile[],
  document: (texts: readonly string[]) => unknown,
): StreamedBytes {
  const marks = files.map(() => randomUUID());
  const written = JSON.stringify(document(marks));
  const texts = files.length === 0 ? [written] : written.split(new RegExp(marks.join('|'), 'u'));
  return {
    contentType: 'application/json; charset=UTF-8',
    bytes:
      texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) +
      files.reduce((sum, { bytes }) => sum + 4 * Math.ceil(bytes / 3), 0),
    async *stream() {
      for (const [index, text] of texts.entries()) {
        yield Buffer.from(text);
        const file = files[index];
        if (file) yield* base64(whole(file));
      }
    },
  };
}

async function* base64(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const piece of pieces) {
    const known = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const end = known.length - (known.length % 3);
    if (end > 0) yield Buffer.from(known.toString('base64', 0, end), 'latin1');
    rest = Buffer.from(known.subarray(end));
  }
  if (rest.length > 0) yield Buffer.from(rest.toString('base64'), 'latin1');
}

/** The file, as long as it was said to be. @throws PlatformError refused: the document was not finished */
async function* whole({ stream, bytes }: InlineFile): AsyncGenerator<Buffer> {
  let sent = 0;
  try {
    for await (const piece of stream()) {
      sent += piece.length;
      if (sent > bytes) break;
      yield piece;
    }
  } catch {
    // What a storage says names its places.
    throw unread('the file could not be read to its end');
  }
  if (sent !== bytes) throw unread('the file is not as long as it was');
}

const unread = (message: string): PlatformError =>
  new PlatformError({
    class: 'transient',
    cause: 'media',
    code: 'media_unreadable',
    message,
    refused: true,
    hint: 'storage_unavailable',
  });
