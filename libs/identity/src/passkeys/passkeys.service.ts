import { Inject, Injectable } from '@nestjs/common';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { createHmac } from 'node:crypto';
import type { Response } from 'express';
import { Database } from '#lib/database';
import { CONFIG, type Config, DomainError, invalid, notFound, type Page } from '#lib/kernel';
import type { Origin } from '../access/origin.js';
import type { Principal } from '../access/principal.js';
import { AUTH, type Auth, SESSION_SECONDS } from '../auth/auth.js';
import { Attempts } from '../limits/attempts.js';
import { Challenges } from '../links/challenges.js';
import { SecurityLog } from '../security/security-log.js';
import {
  addPasskey,
  findPasskeyByCredential,
  findPasskeys,
  notePasskeyUse,
  removePasskey,
} from './passkeys.repository.js';

/** Validity of a challenge, seconds: enough to fetch a phone. */
const CHALLENGE_S = 300;
const MOST_PASSKEYS = 20;

/** Loaded on first use, which keeps it out of the start. */
const webauthn = () => import('@simplewebauthn/server');

/**
 * Passkeys (W3C WebAuthn 3): a key on the person's device, unlocked by finger, face or PIN on each use, so one
 * passkey is two factors. It works only for our own address, which prevents phishing.
 */
@Injectable()
export class PasskeysService {
  constructor(
    @Inject(AUTH) private readonly auth: Auth,
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly challenges: Challenges,
    private readonly attempts: Attempts,
    private readonly security: SecurityLog,
  ) {}

  get #site(): { origin: string; id: string } {
    const { origin, hostname } = new URL(this.config.PUBLIC_URL);
    return { origin, id: hostname };
  }

  async list(who: Principal): Promise<Page<object>> {
    const rows = await findPasskeys(this.database, who.userId);
    return {
      nextCursor: null,
      items: rows.map((row) => ({
        id: row.id,
        name: row.name,
        createdAt: row.createdAt.toISOString(),
        lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
      })),
    };
  }

  /** Options for creating a passkey. The password was proven before. @throws DomainError 409 */
  async beginAdding(who: Principal) {
    const { generateRegistrationOptions } = await webauthn();
    const known = await findPasskeys(this.database, who.userId);
    if (known.length >= MOST_PASSKEYS) throw new DomainError(409, 'passkeys_many', { limit: MOST_PASSKEYS });
    const options = await generateRegistrationOptions({
      rpName: 'Lineup',
      rpID: this.#site.id,
      userID: new TextEncoder().encode(who.userId),
      userName: who.email,
      userDisplayName: who.userName,
      attestationType: 'none',
      excludeCredentials: known.map((row) => ({ id: row.credentialId, transports: row.transports })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    const { challenge } = options;
    const { token } = await this.challenges.make('passkey_add', {
      userId: who.userId,
      seconds: CHALLENGE_S,
      challenge,
    });
    return { token, options };
  }

  /** @throws DomainError 422 when it does not match the challenge */
  async add(
    who: Principal,
    { token, name, response }: { token: string; name: string; response: Record<string, unknown> },
    origin: Origin,
  ) {
    const taken = await this.challenges.take('passkey_add', token);
    if (taken?.userId !== who.userId) throw invalid([{ path: 'token', code: 'link_over' }]);
    const { verifyRegistrationResponse } = await webauthn();
    const { registrationInfo } = await verifyRegistrationResponse({
      // Its parts are checked when it is verified.
      response: response as unknown as RegistrationResponseJSON,
      expectedChallenge: taken.challenge,
      expectedOrigin: this.#site.origin,
      expectedRPID: this.#site.id,
      requireUserVerification: true,
    }).catch(() => ({ registrationInfo: undefined }));
    if (!registrationInfo) throw invalid([{ path: 'response', code: 'passkey_refused' }]);
    const { id: credentialId, publicKey, counter, transports } = registrationInfo.credential;
    const row = await addPasskey(this.database, {
      userId: who.userId,
      name,
      credentialId,
      publicKey,
      counter,
      transports: transports ?? [],
    });
    if (!row) throw invalid([{ path: 'response', code: 'passkey_refused' }]);
    await this.security.record({ kind: 'passkey_added', userId: who.userId, origin, detail: { name } });
    return { id: row.id, name: row.name, createdAt: row.createdAt.toISOString(), lastUsedAt: null };
  }

  /** @throws DomainError 404 */
  async remove(who: Principal, id: string, origin: Origin): Promise<void> {
    const name = await removePasskey(this.database, id, who.userId);
    if (name === undefined) throw notFound('passkey');
    await this.security.record({ kind: 'passkey_removed', userId: who.userId, origin, detail: { name } });
  }

  /** Options for signing in; the device knows the account. */
  async beginSignIn() {
    const { generateAuthenticationOptions } = await webauthn();
    const options = await generateAuthenticationOptions({
      rpID: this.#site.id,
      userVerification: 'required',
    });
    const { challenge } = options;
    const { token } = await this.challenges.make('passkey_sign_in', {
      userId: null,
      seconds: CHALLENGE_S,
      challenge,
    });
    return { token, options };
  }

  /** Opens a session. @throws DomainError 401 for an invalid answer, 429 */
  async signIn(
    { token, response: signed }: { token: string; response: Record<string, unknown> },
    origin: Origin,
    response: Response,
  ): Promise<void> {
    const credentialId = typeof signed.id === 'string' ? signed.id.slice(0, 1000) : '';
    const attempt = await this.attempts.begin(
      'sign-in',
      `passkey ${credentialId.slice(0, 100)}`,
      origin.address,
    );
    const taken = await this.challenges.take('passkey_sign_in', token);
    const row = await findPasskeyByCredential(this.database, credentialId);
    if (!taken || !row) throw new DomainError(401, 'passkey_refused');
    const { verifyAuthenticationResponse } = await webauthn();
    const found = await verifyAuthenticationResponse({
      response: signed as unknown as AuthenticationResponseJSON,
      expectedChallenge: taken.challenge,
      expectedOrigin: this.#site.origin,
      expectedRPID: this.#site.id,
      requireUserVerification: true,
      credential: {
        id: row.credentialId,
        publicKey: new Uint8Array(row.publicKey),
        counter: Number(row.counter),
        transports: row.transports,
      },
    }).catch(() => null);
    if (!found?.verified) {
      const detail = { step: 'passkey', name: row.name };
      await this.security.record({ kind: 'sign_in_refused', userId: row.userId, origin, detail });
      throw new DomainError(401, 'passkey_refused');
    }
    await this.attempts.succeed(attempt);
    await notePasskeyUse(this.database, row.id, found.authenticationInfo.newCounter);
    response.append('Set-Cookie', await this.#openSession(row.userId, origin));
    const detail = { method: 'passkey', name: row.name };
    await this.security.record({ kind: 'sign_in', userId: row.userId, origin, detail });
  }

  /** @returns the session cookie, signed in better-auth's way */
  async #openSession(userId: string, origin: Origin): Promise<string> {
    const { internalAdapter, authCookies, secret } = await this.auth.$context;
    const { token } = await internalAdapter.createSession(userId, false, {
      method: 'passkey',
      ipAddress: origin.address,
      userAgent: origin.device,
    });
    const signature = createHmac('sha256', secret).update(token).digest('base64');
    const { name, attributes } = authCookies.sessionToken;
    return [
      `${name}=${encodeURIComponent(`${token}.${signature}`)}`,
      `Max-Age=${SESSION_SECONDS}`,
      'Path=/',
      'HttpOnly',
      'SameSite=Lax',
      ...(attributes.secure ? ['Secure'] : []),
    ].join('; ');
  }
}
