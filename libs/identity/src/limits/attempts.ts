import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Database } from '#lib/database';
import { addressGroup, DomainError, LOGGER } from '#lib/kernel';

interface Limit {
  most: number;
  windowS: number;
}

/**
 * How many guesses fit into a window. By account, so that a thousand addresses guess no better than one; by address, so
 * that one of them does not try a password on a thousand accounts. What succeeds is given back.
 * NIST SP 800-63B 5.2.2 allows 100 in a row; OWASP ASVS 2.2.1, 100 an hour.
 */
const BY_ACCOUNT: Limit = { most: 10, windowS: 900 };
const BY_ADDRESS: Limit = { most: 100, windowS: 900 };

const TAKE = `INSERT INTO auth.attempts AS a (key, points, ends_at)
    SELECT key, 1, now() + make_interval(secs => seconds) FROM unnest($1::text[], $2::int[]) AS t (key, seconds) ORDER BY key
    ON CONFLICT (key) DO UPDATE SET
      points = CASE WHEN a.ends_at <= now() THEN 1 ELSE a.points + 1 END,
      ends_at = CASE WHEN a.ends_at <= now() THEN excluded.ends_at ELSE a.ends_at END
    RETURNING key, points, ceil(extract(epoch FROM ends_at - now()))::int AS seconds`;

/** What is being guessed at. */
export type Guess = 'sign-in' | 'password' | 'code' | 'link' | 'letter';

/** The keys of one attempt; to be given back when it was no guess. */
export interface Attempt {
  account: string;
  address: string;
}

/** Counts guesses in PostgreSQL, for all processes at once, before they are checked: two at a time are two. */
@Injectable()
export class Attempts {
  constructor(
    private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * @param account id or address of the account that is guessed at; for a link, the link
   * @throws DomainError 429 with the seconds to wait
   */
  async begin(guess: Guess, account: string, address: string): Promise<Attempt> {
    const attempt = {
      account: `${guess}|${account.toLowerCase()}`,
      address: `${guess}@${addressGroup(address)}`,
    };
    const rows = await this.database.query<{ key: string; points: number; seconds: number }>(TAKE, [
      [attempt.account, attempt.address],
      [BY_ACCOUNT.windowS, BY_ADDRESS.windowS],
    ]);
    const over = rows.find(
      ({ key, points }) => points > (key === attempt.account ? BY_ACCOUNT.most : BY_ADDRESS.most),
    );
    if (over) {
      this.logger.warn({ guess, address }, 'too many attempts');
      throw tooMany(over.seconds);
    }
    return attempt;
  }

  /**
   * Whether this is the first time within so many seconds: a code that was seen over a shoulder is no code any more
   * (RFC 6238, 5.2).
   */
  async isFirst(key: string, seconds: number): Promise<boolean> {
    const [row] = await this.database.query<{ points: number }>(TAKE, [[`once|${key}`], [seconds]]);
    return row?.points === 1;
  }

  /** It was right: the account has its attempts back, the address the one it used. */
  async succeed({ account, address }: Attempt): Promise<void> {
    await this.database.query(
      `WITH forgiven AS (DELETE FROM auth.attempts WHERE key = $1 OR ends_at < now() - interval '1 hour' RETURNING key)
       UPDATE auth.attempts SET points = points - 1
       WHERE key = $2 AND points > 0 AND ends_at >= now() - interval '1 hour'`,
      [account, address],
    );
  }
}

/** 429 with `Retry-After`, seconds. */
export const tooMany = (seconds: number): DomainError =>
  new DomainError(429, 'too_many_requests', {}, [], { retryAfter: Math.max(1, seconds) });
