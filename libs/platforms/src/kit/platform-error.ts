import { fromNetwork, networkCode, networkWait } from './from-network.js';
import type { PlatformErrorDetail } from '../rules/outcome.js';

/**
 * Any failure of a call to a network, classified. Whatever the network put into it has passed {@link fromNetwork}: it can be
 * kept and shown, and carries no token. Adapters make no failure in another way.
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
