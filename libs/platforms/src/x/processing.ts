import { z } from 'zod';
import type { StepIo, StepResult } from '../kit/adapter.js';
import { networkId } from '../kit/ids.js';
import { PlatformError } from '../kit/platform-error.js';
import { pollDelay } from '../kit/progress.js';
import { xCall } from './api.js';
import { mediaAnswer, type MediaState, xId } from './schemas.js';

/** Output of a step that has uploaded a medium. */
export const uploaded = z.object({ id: xId, key: networkId, polls: z.number() });

/** Time limit of a request that sends a file, ms. */
export const UPLOAD_TIMEOUT_MS = 120_000;

/** About an hour at one poll every 30 s. */
const MAX_POLLS = 130;
const LONGEST_POLL_MS = 30_000;

/** Reads how far X is with an uploaded medium. @throws PlatformError */
export async function mediaStatus(io: StepIo, id: string): Promise<MediaState> {
  const { data } = await xCall(io, {
    method: 'GET',
    path: '/media/upload',
    query: { command: 'STATUS', media_id: id },
    schema: mediaAnswer,
  });
  return data;
}

/**
 * The result of a step whose medium is ready, or is asked for again when X says.
 * @param polls so far
 * @throws PlatformError permanent when X cannot process it
 */
export function settled(
  { id, media_key: key, processing_info: info }: MediaState,
  polls: number,
): StepResult {
  const output = { id, key, polls: polls + 1 };
  if (info === undefined || info.state === 'succeeded') return { state: 'done', output };
  if (info.state === 'failed') {
    throw new PlatformError({
      class: 'permanent',
      cause: info.error ? 'network' : 'processing',
      code: info.error?.name || 'processing_failed',
      message: info.error?.message ?? '',
      refused: true,
      hint: 'media_processing_failed',
    });
  }
  if (polls >= MAX_POLLS) {
    throw new PlatformError({
      class: 'transient',
      cause: 'processing',
      code: 'processing_timeout',
      message: `medium ${id} is still ${info.state}`,
      refused: true,
    });
  }
  const told = (info.check_after_secs ?? 0) * 1_000;
  const afterMs = Math.min(LONGEST_POLL_MS, Math.max(told, pollDelay(polls, 500, LONGEST_POLL_MS)));
  return { state: 'wait', afterMs, output };
}
