import type { components } from '../../apps/web/src/shared/api/schema.js';

/** The API's own documents, as its contract names them. */
export type Schemas = components['schemas'];

/** RFC 9457, as far as tests look at it. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  errors?: { path: string; code: string; message: string; limit?: number; actual?: number }[];
  [member: string]: unknown;
}

export interface Answer<T> {
  status: number;
  headers: Headers;
  /** Parsed JSON, else the text. */
  body: T;
}

type Body = string | Blob | FormData | Uint8Array<ArrayBuffer>;
type HeaderMap = Record<string, string>;

export interface HttpClient {
  get<T = Problem>(path: string, headers?: HeaderMap): Promise<Answer<T>>;
  post<T = Problem>(path: string, body?: unknown, headers?: HeaderMap): Promise<Answer<T>>;
  patch<T = Problem>(path: string, body?: unknown, headers?: HeaderMap): Promise<Answer<T>>;
  delete<T = Problem>(path: string, headers?: HeaderMap): Promise<Answer<T>>;
  send<T = Problem>(method: string, path: string, body?: Body, headers?: HeaderMap): Promise<Answer<T>>;
}

/** What a browser sends back of what an answer told it to keep. */
export const cookieOf = (headers: Headers): string =>
  headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');

/** A small HTTP client: JSON in, JSON out, no failure for a status. */
export function httpClient(origin: string, base: HeaderMap = {}): HttpClient {
  const send = async <T>(method: string, path: string, body?: Body, headers: HeaderMap = {}) => {
    const response = await fetch(new URL(path, origin), {
      method,
      headers: { 'accept-language': 'en', ...base, ...headers },
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson ? JSON.parse(text) : text) as T,
    };
  };
  const sendJson = <T>(method: string, path: string, body: unknown, headers?: HeaderMap) =>
    body === undefined
      ? send<T>(method, path, undefined, headers)
      : send<T>(method, path, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
  return {
    send,
    get: (path, headers) => send('GET', path, undefined, headers),
    delete: (path, headers) => send('DELETE', path, undefined, headers),
    post: (path, body, headers) => sendJson('POST', path, body, headers),
    patch: (path, body, headers) => sendJson('PATCH', path, body, headers),
  };
}
