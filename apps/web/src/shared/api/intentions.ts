import { isAmbiguous } from '../saving/failures';
import type { ApiError } from './api-error';

/**
 * Idempotency-Keys of requests without an answer. A repetition of the same request keeps its key until an answer is
 * known; after an answer, the same request gets a new key.
 */
export class Intentions {
  private readonly open = new Map<string, string>();

  constructor(private readonly newKey: () => string) {}

  /** The Idempotency-Key for this request. */
  keyFor(request: string): string {
    const key = this.open.get(request) ?? this.newKey();
    this.open.set(request, key);
    return key;
  }

  /** Outcome of a request; null for success. */
  ended(request: string, error: ApiError | null): void {
    if (!error || !isAmbiguous(error)) this.open.delete(request);
  }
}
