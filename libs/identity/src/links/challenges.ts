import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import {
  type ChallengePurpose,
  findChallenge,
  makeChallenge,
  takeChallenge,
} from './challenges.repository.js';
import { hashOfToken, newToken } from './one-time.js';

/** One-time secrets that expire: password links, and challenges for passkeys. The first use succeeds. */
@Injectable()
export class Challenges {
  constructor(private readonly database: Database) {}

  /** @returns the secret; only its hash is stored */
  async make(
    purpose: ChallengePurpose,
    { userId, seconds, challenge = '' }: { userId: string | null; seconds: number; challenge?: string },
  ): Promise<{ token: string; expiresAt: Date }> {
    const token = newToken();
    const made = { userId, seconds, challenge };
    return { token, expiresAt: await makeChallenge(this.database, hashOfToken(token), purpose, made) };
  }

  /** The owner, without using the secret; null when it is unknown, expired or used. */
  async look(purpose: ChallengePurpose, token: string): Promise<{ userId: string | null } | null> {
    return (await findChallenge(this.database, hashOfToken(token), purpose)) ?? null;
  }

  /** Uses the secret. Null when it is unknown, expired or used. */
  async take(
    purpose: ChallengePurpose,
    token: string,
  ): Promise<{ userId: string | null; challenge: string } | null> {
    const taken = await takeChallenge(this.database, hashOfToken(token), purpose);
    return taken?.live ? taken : null;
  }
}
