/** Bytes that are streamed: a file of any size never sits in memory. */
export interface StreamedBytes {
  /** Opens the stream from the first byte; called once per request, and not at all when the request never starts. */
  stream: () => AsyncIterable<Buffer>;
  /** Exact length of the stream, bytes. */
  bytes: number;
  contentType: string;
}

/** Time limit of a request that sets none, ms. */
export const DEFAULT_TIMEOUT_MS = 20_000;

/**
 * Most bytes of an answer that are read, for lists and for other calls. A page of the longest posts with every
 * character escaped has 2 MB; a status, an id or an error a few hundred bytes, a gateway's page a few thousand.
 */
export const ANSWER_BYTES = { list: 2_000_000, other: 128_000 } as const;

/** One request to a network. Nothing is retried here: only the caller knows what a repetition would do. */
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
  /** Time limit of the whole request, ms; {@link DEFAULT_TIMEOUT_MS} when absent, always shorter than a lease. */
  timeoutMs?: number;
  /** Kind of answer: at most {@link ANSWER_BYTES} of its kind are read. `other` when absent. */
  answer?: keyof typeof ANSWER_BYTES;
}

/** The raw answer; the adapter's schemas decide what it means. */
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
