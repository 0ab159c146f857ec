import { z } from 'zod';
import type { StepIo } from '../kit/adapter.js';
import { PlatformError } from '../kit/platform-error.js';
import type { PlatformErrorDetail } from '../rules/outcome.js';
import type { PlatformResponse } from '../kit/http.js';
import { sendFile } from '../kit/upload-url.js';
import type { MediaFacts } from '../rules/platform.js';
import { chunkPlan, chunkRange } from './chunks.js';

/** Hosts of TikTok's upload addresses (media transfer guide). */
export const UPLOAD_HOSTS = ['tiktokapis.com'];
const UPLOAD_TIMEOUT_MS = 120_000;
/** Statuses of an expired upload address: it is valid for one hour, its upload a little longer. */
const GONE = new Set([403, 404]);

/**
 * Sends one chunk. The last one publishes, so its answer counts as visible; sending it twice does not publish twice,
 * because the publish id is the same. Source: TikTok media transfer guide.
 * @throws PlatformError with `restartFrom: 'init'` when the upload must start again
 */
export async function putChunk(
  io: StepIo,
  uploadUrl: string,
  medium: MediaFacts,
  index: number,
): Promise<void> {
  const plan = chunkPlan(medium.bytes);
  const { start, end } = chunkRange(medium.bytes, plan, index);
  const last = index === plan.count - 1;
  const { response } = await sendFile(
    io,
    UPLOAD_HOSTS,
    {
      method: 'PUT',
      url: uploadUrl,
      headers: { 'content-range': `bytes ${start}-${end - 1}/${medium.bytes}` },
      body: {
        stream: () => io.media.stream(medium.id, { start, end }),
        bytes: end - start,
        contentType: medium.mime,
      },
      timeoutMs: UPLOAD_TIMEOUT_MS,
    },
    {
      schema: z.unknown(),
      visible: last,
      failure: (answer) => uploadFailure(answer, end, last),
      // The chunk is already there: the answer of an earlier run was lost.
      accepts: ({ status, headers }) => !last && status === 416 && received(headers) >= end,
    },
  );
  if (last && response.status !== 201) {
    throw new PlatformError({
      class: 'unknown',
      cause: 'unreadable',
      code: `upload_${response.status}`,
      message: 'the last chunk was taken, but TikTok expects more',
      refused: false,
      hint: 'may_be_live',
    });
  }
}

/** Upload answers have no envelope, only a status. */
function uploadFailure(
  { status, headers }: PlatformResponse,
  end: number,
  last: boolean,
): PlatformErrorDetail | null {
  const code = `upload_${status}`;
  if (GONE.has(status)) {
    return {
      class: 'transient',
      cause: 'processing',
      code: 'upload_expired',
      message: `the upload address answered ${status}`,
      refused: true,
      hint: 'upload_expired',
      restartFrom: 'init',
    };
  }
  if (status === 416) {
    // Received completely: the answer to the publishing chunk was lost.
    if (last && received(headers) >= end) return lost(code);
    return {
      class: 'transient',
      cause: 'unreadable',
      code,
      message: 'chunks arrived out of order',
      refused: true,
      restartFrom: 'init',
    };
  }
  // The guide says "bad headers": nothing that the post's author could fix.
  if (status === 400) {
    return {
      class: 'transient',
      cause: 'unreadable',
      code,
      message: 'the chunk was refused',
      refused: true,
      restartFrom: 'init',
    };
  }
  return null;
}

const lost = (code: string): PlatformErrorDetail => ({
  class: 'unknown',
  cause: 'unreadable',
  code,
  message: 'the last chunk was already received',
  refused: false,
  hint: 'may_be_live',
});

/** Bytes received, from `Content-Range: bytes 0-<last>/<total>`; 0 when absent. */
function received(headers: Record<string, string>): number {
  const [, last] = /^bytes \d+-(\d+)\/\d+$/u.exec(headers['content-range'] ?? '') ?? [];
  return last === undefined ? 0 : Number(last) + 1;
}
