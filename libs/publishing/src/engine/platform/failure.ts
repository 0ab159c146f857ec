import { PlatformError, type PlatformErrorDetail } from '#lib/platforms';

/**
 * Any failure as a detail of the closed set. An error that is not a network's is our own, and proves nothing about
 * the post.
 */
export const detailOf = (error: unknown): PlatformErrorDetail =>
  error instanceof PlatformError
    ? error.detail
    : {
        class: 'unknown',
        cause: 'internal',
        code: 'internal',
        message: error instanceof Error ? error.message : String(error),
        refused: false,
      };
