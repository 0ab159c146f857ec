import { Injectable } from '@nestjs/common';
import type { Work } from './work.js';

/** The publications that this process holds: whose leases to prolong, and whom to stop when one is lost. */
@Injectable()
export class HeldLeases {
  readonly #held = new Map<string, { work: Work; abort: AbortController }>();

  take(work: Work): AbortSignal {
    const abort = new AbortController();
    this.#held.set(work.id, { work, abort });
    return abort.signal;
  }

  drop(work: Work): void {
    if (this.#held.get(work.id)?.work.fence === work.fence) this.#held.delete(work.id);
  }

  all(): Work[] {
    return [...this.#held.values()].map(({ work }) => work);
  }

  /** Marks a publication as lost: whoever works on it here stops. */
  lose(work: Work): void {
    this.#held.get(work.id)?.abort.abort(new Error('the lease was lost'));
    this.drop(work);
  }
}
