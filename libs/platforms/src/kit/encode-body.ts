import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { PlatformRequest, StreamedBytes } from './http.js';

type Multipart = Record<string, string | (StreamedBytes & { filename: string })>;

export interface EncodedBody {
  body: string | Readable | null;
  headers: Record<string, string>;
}

/**
 * The encoded body of a request. Streams send their length, so that no network gets a chunked upload; a stream with
 * fewer or more bytes than announced fails the request instead of spoiling the file.
 */
export function encodeBody(body: PlatformRequest['body']): EncodedBody {
  if (!body) return { body: null, headers: {} };
  if ('json' in body) {
    return {
      body: JSON.stringify(body.json),
      headers: { 'content-type': 'application/json; charset=UTF-8' },
    };
  }
  if ('form' in body) {
    return {
      body: new URLSearchParams(body.form).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' },
    };
  }
  return streamed('stream' in body ? body : multipart(body.multipart));
}

function streamed({ stream, bytes, contentType }: StreamedBytes): EncodedBody {
  return {
    body: Readable.from(stream(), { objectMode: false }),
    headers: { 'content-type': contentType, 'content-length': String(bytes) },
  };
}

function multipart(fields: Multipart): StreamedBytes {
  const boundary = `lineup-${randomUUID()}`;
  const parts: (Buffer | StreamedBytes)[] = Object.entries(fields).flatMap(([name, value]) => {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"`;
    if (typeof value === 'string') return [Buffer.from(`${head}\r\n\r\n${value}\r\n`)];
    const file = `${head}; filename="${quoted(value.filename)}"\r\nContent-Type: ${value.contentType}\r\n\r\n`;
    return [Buffer.from(file), value, Buffer.from('\r\n')];
  });
  parts.push(Buffer.from(`--${boundary}--\r\n`));
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    bytes: parts.reduce((sum, part) => sum + (Buffer.isBuffer(part) ? part.length : part.bytes), 0),
    async *stream() {
      for (const part of parts) {
        if (Buffer.isBuffer(part)) yield part;
        else yield* part.stream();
      }
    },
  };
}

/** A name inside a multipart header, as browsers write it. */
const quoted = (name: string): string =>
  name.replace(/"/gu, '%22').replace(/\r/gu, '%0D').replace(/\n/gu, '%0A');
