import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { stat } from 'node:fs/promises';
import { DomainError, OperatorError } from '#lib/kernel';
import type { VideoFacts } from '#lib/platforms';
import { checkFile } from './checking/check-structure.js';
import { unreadable } from './checking/refusals.js';
import { HelperEnded } from './opening/helper-process.js';
import { TaskFailed, type OpenedVideo, type PerformTask } from './opening/tasks.js';

export interface InspectedFile {
  kind: 'image' | 'video';
  mime: string;
  bytes: number;
  width: number;
  height: number;
  durationMs: number | null;
  sha256: string;
  /** Null for an image. */
  video: VideoFacts | null;
  /** Frames of an animation; null for videos and still images. */
  frames: number | null;
  /** Whether a version that browsers can show was written too. */
  shown: boolean;
}

/** Paths for the pictures made from it. */
export interface Beside {
  thumbnail: string;
  shown: string;
}

/**
 * Reads the facts of an uploaded file from its content, whatever its name says. Its structure is checked first; then
 * a separate process opens it.
 * @param of owner of the file
 * @throws DomainError 415 for an unsupported type, 422 for a damaged file or one above a limit
 */
export async function inspectFile(
  file: string,
  perform: PerformTask,
  beside: Beside,
  of: string,
): Promise<InspectedFile> {
  const { kind, mime, raster } = await checkFile(file);
  const [{ size: bytes }, sha256] = [await stat(file), await hashOf(file)];
  try {
    if (kind === 'video') {
      const opened = soundVideo(await perform('video.inspect', { file }, of));
      return { kind, mime, bytes, sha256, frames: null, shown: false, ...opened };
    }
    const opened = await perform('image.inspect', { file, mime, ...beside }, of);
    const frames = raster && raster.frames > 1 ? raster.frames : null;
    return { kind, mime, bytes, sha256, frames, durationMs: null, video: null, ...opened };
  } catch (error) {
    throw refusalOf(error);
  }
}

/** Longest video, ms: about a month. */
const LONGEST_MS = 2_000_000_000;

/** Plausible facts of a video: its header may claim any number. */
function soundVideo(opened: OpenedVideo): OpenedVideo {
  const { width, height, durationMs, video } = opened;
  const sides = [width, height].every((side) => Number.isInteger(side) && side > 0 && side < 65_536);
  const times = [durationMs, video.frameRate].every(
    (time) => Number.isFinite(time) && time >= 0 && time < LONGEST_MS,
  );
  if (!sides || !times) throw unreadable('absurd size or length');
  return opened;
}

/** The error for a file that could not be opened. */
function refusalOf(error: unknown): unknown {
  if (error instanceof TaskFailed) {
    if (error.failure === 'no_space') return storageFull();
    if (error.failure === 'too_much') return new DomainError(422, 'media_too_demanding');
    return unreadable(error.message);
  }
  if (!(error instanceof HelperEnded)) return error;
  if (error.end === 'ended') return new DomainError(503, 'media_busy');
  return error.end === 'crash'
    ? unreadable('it broke what opened it')
    : new DomainError(422, 'media_too_demanding');
}

/** No room for the upload. */
export const storageFull = (): DomainError => new OperatorError(507, 'storage_full', {}, 'storage_full');

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
