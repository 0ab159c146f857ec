import type { Seen } from './recorder.js';

/** One request as the real network would see it. */
export interface Recording {
  /** Name of the step, or of the adapter's function. */
  operation: string;
  postType: string | null;
  method: string;
  origin: string;
  /** With the version, without the query. */
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  contentType: string | null;
  body: unknown;
}

/** Headers of the connection rather than of the call. */
const TRANSPORT = new Set([
  'host',
  'connection',
  'content-length',
  'content-type',
  'transfer-encoding',
  'accept-encoding',
  'traceparent',
  'user-agent',
]);

/** A signature has the instant of its call in it. */
const SIGNATURE = /\beyJ[\w-]+\.[\w-]+\.[\w-]+|(?<=^v1,)[A-Za-z\d+/]{43}=$/;

/**
 * @param room path under which the stand-in serves the network
 * @param origins the network's own origin, and others by the beginnings of their paths
 */
export async function recordingOf(
  { method, target, headers, bytes }: Seen,
  call: Pick<Recording, 'operation' | 'postType'>,
  room: string,
  origins: { own: string; elsewhere: Readonly<Record<string, string>> },
): Promise<Recording> {
  const url = new URL(target, 'http://stand-in');
  const path = url.pathname.slice(room.length);
  const [beginning, elsewhere] =
    Object.entries(origins.elsewhere).find(([start]) => path.startsWith(start)) ?? [];
  const type = headers['content-type'] ?? null;
  return {
    ...call,
    method,
    origin: elsewhere === undefined ? origins.own : new URL(elsewhere).origin,
    path:
      elsewhere === undefined
        ? path
        : `${new URL(elsewhere).pathname.replace(/\/$/, '')}${path.slice((beginning ?? '').length)}`,
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) =>
        TRANSPORT.has(name) || typeof value !== 'string'
          ? []
          : [[name, name.endsWith('-timestamp') ? '[instant]' : value.replace(SIGNATURE, '[secret]')]],
      ),
    ),
    contentType: type?.split(';')[0] ?? null,
    body: await bodyOf(type, bytes, headers['content-range'] ?? null),
  };
}

async function bodyOf(type: string | null, bytes: Buffer, contentRange: string | null): Promise<unknown> {
  if (bytes.length === 0 && type === null) return null;
  if (type?.startsWith('application/json')) return withoutFiles(JSON.parse(bytes.toString('utf8')));
  if (type?.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(bytes.toString('utf8')));
  }
  if (type?.startsWith('multipart/form-data')) return multipart(type, bytes);
  return { bytes: bytes.length, contentRange };
}

/** From this length on, a base64 text is a file. */
const FILE = 1_000;
const isFile = (text: string): boolean => text.length >= FILE && /^[A-Za-z\d+/]+={0,2}$/.test(text);

/** A JSON document with each file in it told by its length. */
function withoutFiles(value: unknown): unknown {
  if (typeof value === 'string') {
    return isFile(value) ? { base64Bytes: Buffer.byteLength(value, 'base64') } : value;
  }
  if (Array.isArray(value)) return value.map(withoutFiles);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutFiles(member)]));
}

async function multipart(type: string, bytes: Buffer): Promise<unknown> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const parts = [...form.entries()];
  return {
    fields: Object.fromEntries(parts.filter(([, value]) => typeof value === 'string')),
    files: parts.flatMap(([name, value]) =>
      typeof value === 'string'
        ? []
        : [{ name, filename: value.name, contentType: value.type, bytes: value.size }],
    ),
  };
}

/** Digits of an id that are random; those before them tell its kind. */
const RANDOM = 15;
const DECIMAL = /(?<!\d)\d{14,}(?!\d)/g;
const HEXADECIMAL = /(?<![\da-f])[\da-f]{24,}(?![\da-f])/g;

/** When the stand-in last changed something, repeated to it, and when something was said. */
const STAMP = /("(?:updated_at|timestamp)":")[^"]+"/g;

/**
 * The same text for the same requests: secrets are hidden, and whatever the stand-in or the machine made up is
 * numbered in the order in which it comes, in its own form and length.
 * @param secrets tokens of the account
 * @param places addresses of this machine, each with what stands for it
 * @param ids of the network that are no long numbers
 */
export function steady(
  text: string,
  secrets: readonly string[],
  places: Readonly<Record<string, string>>,
  ids: RegExp | undefined,
): string {
  const hidden = secrets.reduce((shown, secret) => shown.replaceAll(secret, '[secret]'), text);
  const timed = hidden.replace(STAMP, '$1[instant]"');
  const placed = Object.entries(places).reduce((shown, [from, to]) => shown.replaceAll(from, to), timed);
  return [HEXADECIMAL, DECIMAL, ...(ids ? [ids] : [])].reduce((shown, pattern) => {
    const numbers = new Map<string, string>();
    return shown.replace(pattern, (found) => {
      const made = found.slice(-RANDOM);
      const known = `${found.slice(0, -made.length)}1${String(numbers.size + 1).padStart(made.length - 1, '0')}`;
      if (!numbers.has(found)) numbers.set(found, known);
      return numbers.get(found) ?? found;
    });
  }, placed);
}
