import { Inject, Injectable } from '@nestjs/common';
import { fromNodeHeaders } from 'better-auth/node';
import type { Request, Response } from 'express';
import { Database } from '#lib/database';
import { CONFIG, type Config, conflict, forbidden, invalid } from '#lib/kernel';
import { CallerCache } from '../access/caller-cache.js';
import { originOf } from '../access/origin.js';
import type { Principal } from '../access/principal.js';
import { AUTH, type Auth } from '../auth/auth.js';
import { Attempts } from '../limits/attempts.js';
import { PasswordsService } from '../passwords/passwords.service.js';
import { SecurityLog } from '../security/security-log.js';
import { endOtherSessions } from '../sessions/sessions.repository.js';
import { isTwoFactorOn, isTwoFactorRequired, takeTwoFactorOff } from './two-factor.repository.js';

/** The second factor: a code that changes every 30 seconds (RFC 6238), and recovery codes that work once each. */
@Injectable()
export class TwoFactorService {
  constructor(
    @Inject(AUTH) private readonly auth: Auth,
    @Inject(CONFIG) private readonly config: Config,
    private readonly passwords: PasswordsService,
    private readonly attempts: Attempts,
    private readonly security: SecurityLog,
    private readonly database: Database,
    private readonly cache: CallerCache,
  ) {}

  /** Not required at sign-in until a first code was confirmed. @throws DomainError 409 when it is on already */
  async begin(who: Principal, password: string, request: Request) {
    await this.passwords.prove(who, password, originOf(request, this.config));
    if (await isTwoFactorOn(this.database, who.userId)) throw conflict('two_factor_is_on');
    const made = await this.auth.api.enableTwoFactor({
      body: { password, method: 'totp' },
      headers: fromNodeHeaders(request.headers),
    });
    if (made.method !== 'totp') throw new Error('A code was asked for, and something else made');
    return { totpUri: made.totpURI, recoveryCodes: made.backupCodes };
  }

  /** Turns it on; this session continues under another cookie, the others end. @throws DomainError 422, 429 */
  async confirm(who: Principal, code: string, request: Request, response: Response): Promise<void> {
    const origin = originOf(request, this.config);
    const attempt = await this.attempts.begin('code', who.userId, origin.address);
    const answer = await this.auth.api.verifyTOTP({
      body: { code: code.replace(/\s/g, '') },
      headers: fromNodeHeaders(request.headers),
      asResponse: true,
    });
    if (!answer.ok) {
      await this.security.record({ kind: 'two_factor_refused', userId: who.userId, origin });
      throw invalid([{ path: 'code', code: 'code_wrong' }]);
    }
    await this.attempts.succeed(attempt);
    await this.#settle(who, answer, response);
    await this.security.record({ kind: 'two_factor_on', userId: who.userId, origin });
  }

  /** @throws DomainError 403 when the organisation requires it, 422, 429 */
  async turnOff(who: Principal, password: string, request: Request, response: Response): Promise<void> {
    const origin = originOf(request, this.config);
    await this.passwords.prove(who, password, origin);
    if (await isTwoFactorRequired(this.database, who.userId)) throw forbidden();
    const answer = await this.auth.api.disableTwoFactor({
      body: { password },
      headers: fromNodeHeaders(request.headers),
      asResponse: true,
    });
    if (!answer.ok) throw new Error(`better-auth answered ${answer.status}`);
    await this.#settle(who, answer, response);
    await this.security.record({ kind: 'two_factor_off', userId: who.userId, origin });
  }

  /** Replaces the recovery codes. @throws DomainError 409 when it is off, 422, 429 */
  async newRecoveryCodes(who: Principal, password: string, request: Request) {
    const origin = originOf(request, this.config);
    await this.passwords.prove(who, password, origin);
    if (!(await isTwoFactorOn(this.database, who.userId))) throw conflict('two_factor_is_off');
    const { backupCodes } = await this.auth.api.generateBackupCodes({
      body: { password },
      headers: fromNodeHeaders(request.headers),
    });
    await this.security.record({ kind: 'recovery_codes_made', userId: who.userId, origin });
    return { recoveryCodes: backupCodes };
  }

  /** For somebody who lost phone and codes; the caller checks the permission. */
  async takeOff(who: Principal, userId: string, request: Request): Promise<void> {
    await takeTwoFactorOff(this.database, userId);
    this.cache.forget();
    await this.security.record({
      kind: 'two_factor_off',
      userId,
      organisationId: who.organisationId,
      actor: who,
      origin: originOf(request, this.config),
    });
  }

  async #settle(who: Principal, answer: globalThis.Response, response: Response): Promise<void> {
    for (const cookie of answer.headers.getSetCookie()) response.append('Set-Cookie', cookie);
    this.cache.forget();
    // better-auth opened a new session for this browser; the others end, because they were opened without the
    // second factor.
    const { name } = (await this.auth.$context).authCookies.sessionToken;
    const pair = answer.headers.getSetCookie().find((cookie) => cookie.startsWith(`${name}=`));
    const token = decodeURIComponent(pair?.slice(name.length + 1).split(';')[0] ?? '').split('.')[0];
    if (token) await endOtherSessions(this.database, who.userId, token);
  }
}
