import { isAmbiguous } from '../saving/failures';
import type { ApiError } from './api-error';

/**
 * The Idempotency-Keys of what was asked for and not answered. The same request once more is the same intention, and
 * keeps its key until an answer is known; a request that was answered, or another one, is a new intention.
 */
export class Intentions {
  private readonly open = new Map<string, string>();

  constructor(private readonly newKey: () => string) {}

  /** The key under which this request is sent. */
  keyFor(request: string): string {
    const key = this.open.get(request) ?? this.newKey();
    this.open.set(request, key);
    return key;
  }

  /** How it ended; null for an answer that is no error. */
  ended(request: string, error: ApiError | null): void {
    if (!error || !isAmbiguous(error)) this.open.delete(request);
  }
}
