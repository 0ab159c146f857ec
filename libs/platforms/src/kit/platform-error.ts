import { fromNetwork, networkCode, networkWait } from './from-network.js';
import type { PlatformErrorDetail } from '../rules/outcome.js';

/**
 * A classified failure of a call to a network; adapters throw no other. Its texts have passed {@link fromNetwork},
 * so they can be stored and shown, and contain no token.
 */
export class PlatformError extends Error {
  readonly detail: PlatformErrorDetail;

  constructor(detail: PlatformErrorDetail) {
    const { retryAfterMs, duplicateOf, ...rest } = detail;
    const wait = networkWait(retryAfterMs);
    const told = {
      ...rest,
      code: networkCode(detail.code),
      message: fromNetwork(detail.message),
      ...(wait === undefined ? {} : { retryAfterMs: wait }),
      ...(duplicateOf === undefined ? {} : { duplicateOf: networkCode(duplicateOf) }),
    };
    super(`${told.class} ${told.code}: ${told.message}`);
    this.name = 'PlatformError';
    this.detail = told;
  }
}
