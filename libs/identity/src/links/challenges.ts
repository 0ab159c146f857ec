import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { hashOfToken, newToken } from './one-time.js';

export type ChallengePurpose = 'password_reset' | 'passkey_add' | 'passkey_sign_in';

/** One-time secrets with an end: reset links, and what a passkey must sign. Taken once, by whoever comes first. */
@Injectable()
export class Challenges {
  constructor(private readonly database: Database) {}

  /** @returns the secret; only its hash is kept */
  async make(
    purpose: ChallengePurpose,
    { userId, seconds, challenge = '' }: { userId: string | null; seconds: number; challenge?: string },
  ): Promise<{ token: string; expiresAt: Date }> {
    const token = newToken();
    const [row] = await this.database.query<{ expires_at: Date }>(
      `WITH old AS (DELETE FROM auth.challenge WHERE expires_at < now() OR purpose = $2 AND user_id = $3 AND purpose = 'password_reset' RETURNING hash),
       made AS (INSERT INTO auth.challenge (hash, purpose, user_id, challenge, expires_at)
         VALUES ($1, $2, $3, $4, now() + make_interval(secs => $5)) RETURNING expires_at)
       SELECT expires_at FROM made`,
      [hashOfToken(token), purpose, userId, challenge, seconds],
    );
    if (!row) throw new Error('An insert always has a row');
    return { token, expiresAt: row.expires_at };
  }

  /** Whose it is, without using it up; null when it is over, used, or none. */
  async look(purpose: ChallengePurpose, token: string): Promise<{ userId: string | null } | null> {
    const [row] = await this.database.query<{ userId: string | null }>(
      `SELECT user_id AS "userId" FROM auth.challenge WHERE hash = $1 AND purpose = $2 AND expires_at > now()`,
      [hashOfToken(token), purpose],
    );
    return row ?? null;
  }

  /** Uses it up. Null when it is over, used already, or none. */
  async take(
    purpose: ChallengePurpose,
    token: string,
  ): Promise<{ userId: string | null; challenge: string } | null> {
    const [row] = await this.database.query<{ userId: string | null; challenge: string; live: boolean }>(
      `WITH taken AS (DELETE FROM auth.challenge WHERE hash = $1 AND purpose = $2
         RETURNING user_id, challenge, expires_at > now() AS live)
       SELECT user_id AS "userId", challenge, live FROM taken`,
      [hashOfToken(token), purpose],
    );
    return row?.live ? row : null;
  }
}
