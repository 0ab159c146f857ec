import type { Request } from 'express';

export interface UploadedFile {
  field: string;
  bytes: Buffer;
}

/** A request's parameters from query, form, multipart or JSON body; the body takes precedence. */
export class Params {
  constructor(
    private readonly values: ReadonlyMap<string, string>,
    /** The JSON body; null when there was none. */
    readonly json: unknown,
    readonly files: readonly UploadedFile[],
    /** The raw body of uploads. */
    readonly bytes: Buffer,
  ) {}

  get(name: string): string | undefined {
    return this.values.get(name);
  }

  entries(): [string, string][] {
    return [...this.values];
  }
}

export function readParams(req: Request): Params {
  const values = new Map(new URL(req.originalUrl, 'http://sandbox').searchParams);
  const type = req.headers['content-type'] ?? '';
  const bytes: Buffer = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
  let json: unknown = null;
  if (type.includes('application/json') && bytes.length > 0) {
    json = parseJson(bytes.toString());
    for (const [key, value] of objectEntries(json)) values.set(key, asText(value));
  } else if (type.includes('x-www-form-urlencoded')) {
    for (const [key, value] of new URLSearchParams(bytes.toString())) values.set(key, value);
  } else if (type.includes('multipart/form-data')) {
    for (const [key, value] of objectEntries(req.body)) values.set(key, asText(value));
  }
  return new Params(values, json, filesOf(req), bytes);
}

/**
 * Graph API trap: form keys such as `attached_media[0]` are lists, but as keys of a JSON body they are silently
 * dropped, and the post is published without its photos.
 */
export function indexedValues(params: Params, name: string): string[] {
  const listed = params.get(name);
  if (listed !== undefined) {
    const parsed = parseJson(listed);
    return Array.isArray(parsed) ? parsed.map(asText) : [listed];
  }
  if (params.json !== null) return [];
  return params
    .entries()
    .filter(([key]) => key.startsWith(`${name}[`))
    .map(([key, value]) => ({ at: Number.parseInt(key.slice(name.length + 1), 10), value }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const objectEntries = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');

function filesOf(req: Request): UploadedFile[] {
  const files = Array.isArray(req.files) ? req.files : [];
  return files.map((file) => ({ field: file.fieldname, bytes: file.buffer }));
}
