import { PlatformError, type PlatformErrorDetail } from '#lib/platforms';

/** Any failure as the closed set knows it; what is not a network's is ours, and proves nothing. */
export const detailOf = (error: unknown): PlatformErrorDetail =>
  error instanceof PlatformError
    ? error.detail
    : {
        class: 'unknown',
        code: 'internal',
        message: error instanceof Error ? error.message : String(error),
        refused: false,
      };
