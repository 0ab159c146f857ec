import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import {
  type ChallengePurpose,
  findChallenge,
  makeChallenge,
  takeChallenge,
} from './challenges.repository.js';
import { hashOfToken, newToken } from './one-time.js';

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
    const made = { userId, seconds, challenge };
    return { token, expiresAt: await makeChallenge(this.database, hashOfToken(token), purpose, made) };
  }

  /** Whose it is, without using it up; null when it is over, used, or none. */
  async look(purpose: ChallengePurpose, token: string): Promise<{ userId: string | null } | null> {
    return (await findChallenge(this.database, hashOfToken(token), purpose)) ?? null;
  }

  /** Uses it up. Null when it is over, used already, or none. */
  async take(
    purpose: ChallengePurpose,
    token: string,
  ): Promise<{ userId: string | null; challenge: string } | null> {
    const taken = await takeChallenge(this.database, hashOfToken(token), purpose);
    return taken?.live ? taken : null;
  }
}
