import { PlatformError } from '../kit/platform-error.js';

/** LinkedIn cuts videos into parts of 4 MiB (Videos API); smaller ones than half a MiB are no parts of its making. */
const SMALLEST_PART = 512 * 1_024;

export interface UploadPart {
  /** First and last byte, both included. */
  first: number;
  last: number;
}

/** Whether the parts are the file: from its first byte to its last, one after the other, and no more than it can have. */
export function coversFile(parts: readonly UploadPart[], bytes: number): boolean {
  if (parts.length > Math.ceil(bytes / SMALLEST_PART)) return false;
  let next = 0;
  for (const { first, last } of parts) {
    if (first !== next || last < first) return false;
    next = last + 1;
  }
  return next === bytes;
}

/** Nothing was sent; it is asked anew. */
export const wrongInstructions = (count: number): PlatformError =>
  new PlatformError({
    class: 'transient',
    code: 'upload_instructions_wrong',
    message: `${count} upload instructions that are not the file`,
    refused: true,
  });
