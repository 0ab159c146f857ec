import { fetchMedia } from '../core/fetch-media.js';
import type { Admitted, Reply } from '../core/exchange.js';
import { acceptVideo } from './intake.js';
import type { Instagram } from './store.js';

const debug = (type: string, message: string, retriable: boolean): Reply => ({
  status: 400,
  body: { debug_info: { retriable, type, message } },
});

const DONE: Reply = { status: 200, body: { success: true, message: 'Upload successful.' } };

/**
 * The upload host of resumable containers: bytes from `offset` on, or a `file_url` to fetch. Its errors come
 * in a `debug_info` envelope (Instagram Platform, Resumable Uploads).
 */
export async function receive(instagram: Instagram, call: Admitted): Promise<Reply> {
  const container = instagram.container(call, call.path.node ?? '');
  const { headers } = call.req;
  if (typeof headers.file_url === 'string') {
    const fetched = await fetchMedia(headers.file_url, { maxBytes: 300 * 1024 * 1024, timeoutMs: 30_000 });
    if (!('bytes' in fetched)) return debug('ProcessingFailedError', 'Request processing failed', true);
    acceptVideo(instagram, container, fetched.bytes);
    return DONE;
  }
  const offset = Number(headers.offset);
  const size = Number(headers.file_size);
  if (!Number.isInteger(offset) || !Number.isInteger(size)) {
    return debug('ParameterValidationError', 'Header Offset not convertable to unsigned long', false);
  }
  if (offset !== container.received) {
    return debug('OffsetInvalidError', `Expected offset ${container.received}`, true);
  }
  container.parts.push(instagram.world.media.save(call.params.bytes));
  container.received += call.params.bytes.length;
  instagram.containers.put(container);
  if (container.received < size) {
    return debug('PartialRequestError', 'Partial request (did not match length of file)', true);
  }
  const parts = await Promise.all(container.parts.map((part) => instagram.world.media.read(part)));
  acceptVideo(instagram, container, Buffer.concat(parts.flatMap((part) => part ?? [])));
  return DONE;
}
