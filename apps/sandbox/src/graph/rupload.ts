import type { Admitted, Reply } from '../core/exchange.js';
import { fetchMedia } from './fetch-media.js';
import type { SandboxState } from '../core/sandbox-state.js';

/** The parts of a video received so far. */
export interface Upload {
  received: number;
  /** Ids of the stored parts, in order. */
  parts: string[];
}

const MOST = 1024 * 1024 * 1024;

const debug = (type: string, message: string, retriable: boolean): Reply => ({
  status: 400,
  body: { debug_info: { retriable, type, message } },
});

const DONE: Reply = { status: 200, body: { success: true, message: 'Upload successful.' } };

/**
 * The upload host of videos: bytes from `offset` on, or a `file_url` to fetch. Its errors come in a `debug_info`
 * envelope (Instagram Platform, Resumable Uploads; Video API, reels publishing).
 * @param keep stores the parts received so far
 * @param accept takes the complete video
 */
export async function receiveVideo(
  sandboxState: SandboxState,
  call: Admitted,
  upload: Upload,
  keep: () => void,
  accept: (bytes: Buffer) => void,
): Promise<Reply> {
  const { headers } = call.req;
  if (typeof headers.file_url === 'string') {
    const fetched = await fetchMedia(headers.file_url, { maxBytes: MOST, timeoutMs: 30_000 });
    if (!('bytes' in fetched)) return debug('ProcessingFailedError', 'Request processing failed', true);
    accept(fetched.bytes);
    return DONE;
  }
  const offset = Number(headers.offset);
  const size = Number(headers.file_size);
  if (!Number.isInteger(offset) || !Number.isInteger(size)) {
    return debug('ParameterValidationError', 'Header Offset not convertable to unsigned long', false);
  }
  if (offset !== upload.received) {
    return debug('OffsetInvalidError', `Expected offset ${upload.received}`, true);
  }
  upload.parts.push(sandboxState.media.save(call.params.bytes));
  upload.received += call.params.bytes.length;
  keep();
  if (upload.received < size) {
    return debug('PartialRequestError', 'Partial request (did not match length of file)', true);
  }
  const parts = await Promise.all(upload.parts.map((part) => sandboxState.media.read(part)));
  accept(Buffer.concat(parts.flatMap((part) => part ?? [])));
  return DONE;
}
