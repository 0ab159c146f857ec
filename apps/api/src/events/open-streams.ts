import { Injectable } from '@nestjs/common';
import { DomainError } from '#lib/kernel';

/** Live streams that one person may have open, over all their windows. */
export const MOST_STREAMS = 10;

/** How many live streams each person has open in this process: each is a connection that does not end. */
@Injectable()
export class OpenStreams {
  readonly #open = new Map<string, number>();

  /**
   * @returns what to call once it has ended
   * @throws DomainError 429 for one too many
   */
  take(userId: string): () => void {
    const open = this.#open.get(userId) ?? 0;
    if (open >= MOST_STREAMS) {
      throw new DomainError(429, 'too_many_streams', { limit: MOST_STREAMS }, [], { retryAfter: 30 });
    }
    this.#open.set(userId, open + 1);
    let taken = true;
    return () => {
      if (!taken) return;
      taken = false;
      const left = (this.#open.get(userId) ?? 1) - 1;
      if (left > 0) this.#open.set(userId, left);
      else this.#open.delete(userId);
    };
  }
}
