import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Database } from '#lib/database';
import { addressGroup, DomainError, LOGGER } from '#lib/kernel';
import { forgetAttempts, forgiveAttempts, takeAttempts } from './attempts.repository.js';

interface Limit {
  most: number;
  windowS: number;
}

/**
 * Limits of guesses per window. By account, so that a thousand addresses guess no more than one; by address, so that
 * one address does not try a password on a thousand accounts. Successful attempts are given back.
 * NIST SP 800-63B 5.2.2 allows 100 in a row; OWASP ASVS 2.2.1, 100 an hour.
 */
const BY_ACCOUNT: Limit = { most: 10, windowS: 900 };
const BY_ADDRESS: Limit = { most: 100, windowS: 900 };

/** What is guessed. */
export type Guess = 'sign-in' | 'password' | 'code' | 'link' | 'letter';

const accountKey = (guess: Guess, account: string): string => `${guess}|${account.toLowerCase()}`;

/** Keys of one attempt, to give it back when it was not a guess. */
export interface Attempt {
  account: string;
  address: string;
}

/** Counts guesses in PostgreSQL for all processes, before they are checked, so that concurrent ones count too. */
@Injectable()
export class Attempts {
  constructor(
    private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * @param account id or address of the guessed account; for a link, the link
   * @throws DomainError 429 with the seconds to wait
   */
  async begin(guess: Guess, account: string, address: string): Promise<Attempt> {
    const attempt = { account: accountKey(guess, account), address: `${guess}@${addressGroup(address)}` };
    const taken = await takeAttempts(this.database, [
      { key: attempt.account, seconds: BY_ACCOUNT.windowS },
      { key: attempt.address, seconds: BY_ADDRESS.windowS },
    ]);
    const over = taken.find(
      ({ key, points }) => points > (key === attempt.account ? BY_ACCOUNT.most : BY_ADDRESS.most),
    );
    if (over) {
      this.logger.warn({ guess, address }, 'too many attempts');
      throw tooMany(over.seconds);
    }
    return attempt;
  }

  /** Whether this key was not used within so many seconds: a code must not be accepted twice (RFC 6238, 5.2). */
  async isFirst(key: string, seconds: number): Promise<boolean> {
    const [taken] = await takeAttempts(this.database, [{ key: `once|${key}`, seconds }]);
    return taken?.points === 1;
  }

  /** The guess was right: resets the account's attempts, and gives the address this one back. */
  async succeed({ account, address }: Attempt): Promise<void> {
    await forgiveAttempts(this.database, account, address);
  }

  /** Unlocks an account that was locked by others' guesses. */
  async letIn(guess: Guess, account: string): Promise<void> {
    await forgetAttempts(this.database, accountKey(guess, account));
  }
}

/** 429 with `Retry-After`, seconds. */
export const tooMany = (seconds: number): DomainError =>
  new DomainError(429, 'too_many_requests', {}, [], { retryAfter: Math.max(1, seconds) });
