import { PlatformError } from '../kit/platform-error.js';

/** LinkedIn cuts videos into parts of 4 MiB (Videos API); one below half a MiB means a wrong answer. */
const SMALLEST_PART = 512 * 1_024;

export interface UploadPart {
  /** First and last byte, both inclusive. */
  first: number;
  last: number;
}

/** Whether the parts cover the file from first to last byte, without gaps or overlaps, and are not too many. */
export function coversFile(parts: readonly UploadPart[], bytes: number): boolean {
  if (parts.length > Math.ceil(bytes / SMALLEST_PART)) return false;
  let next = 0;
  for (const { first, last } of parts) {
    if (first !== next || last < first) return false;
    next = last + 1;
  }
  return next === bytes;
}

/** Nothing was sent; the upload is initialised again. */
export const wrongInstructions = (count: number): PlatformError =>
  new PlatformError({
    class: 'transient',
    cause: 'unreadable',
    code: 'upload_instructions_wrong',
    message: `${count} upload instructions that are not the file`,
    refused: true,
  });
