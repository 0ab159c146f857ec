/** Bytes that are read while they are sent: a file of any size never sits in memory. */
export interface StreamedBytes {
  /** Opens the bytes from their first one; called once per request, and not at all when it never starts. */
  stream: () => AsyncIterable<Buffer>;
  /** Exactly how many bytes the stream gives. */
  bytes: number;
  contentType: string;
}

/** Milliseconds for an exchange that says nothing of its own. */
export const DEFAULT_TIMEOUT_MS = 20_000;

/**
 * Bytes of an answer that are read at the most: those of a list, and those of any other call. A page of posts at their longest,
 * every sign escaped, has 2 MB; a status, an id or an error has some hundred bytes, and a gateway's page a few thousand.
 */
export const ANSWER_BYTES = { list: 2_000_000, other: 128_000 } as const;

/** One request to a network. Nothing is ever retried here: whoever asks knows what a repetition would do. */
export interface PlatformRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  headers?: Record<string, string>;
  query?: Record<string, string>;
  body?:
    | { json: unknown }
    | { form: Record<string, string> }
    | StreamedBytes
    | { multipart: Record<string, string | (StreamedBytes & { filename: string })> };
  /** Milliseconds for the whole exchange; {@link DEFAULT_TIMEOUT_MS} when absent, always shorter than a lease. */
  timeoutMs?: number;
  /** What it is answered with; more than {@link ANSWER_BYTES} of its kind is not read. `other` when absent. */
  answer?: keyof typeof ANSWER_BYTES;
}

/** Whatever came back, unparsed: an adapter's guards decide what it means. */
export interface PlatformResponse {
  status: number;
  /** Lower-case names. */
  headers: Record<string, string>;
  text: string;
}

/**
 * The HTTP client of the adapters.
 * @throws PlatformError `unknown`/`refused: false` when the exchange broke after bytes may have left;
 *         `transient`/`refused: true` when the connection provably never opened.
 */
export interface PlatformHttp {
  send(request: PlatformRequest, signal: AbortSignal): Promise<PlatformResponse>;
  /** Opens connections ahead of the due instant. Never fails. */
  warm(origin: string, connections: number): Promise<void>;
}
