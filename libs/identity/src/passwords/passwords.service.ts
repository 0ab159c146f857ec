import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { CONFIG, type Config, DomainError, invalid, LOGGER, type Locale, MailServer } from '#lib/kernel';
import type { Origin } from '../access/origin.js';
import type { Principal } from '../access/principal.js';
import { ApiKeysService } from '../api-keys/api-keys.service.js';
import { AccountsService, requireGoodPassword } from '../auth/accounts.service.js';
import { Attempts } from '../limits/attempts.js';
import { Challenges } from '../links/challenges.js';
import { hashOfToken } from '../links/one-time.js';
import { SecurityLog } from '../security/security-log.js';
import { passwordResetLetter } from '../people/letters.js';

/** How long a link lives that was mailed, and one that an administrator hands over, seconds. */
const MAILED_S = 3600;
const HANDED_S = 86_400;

/** Passwords change by who knows the old one, or who holds a one-time link. */
@Injectable()
export class PasswordsService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly attempts: Attempts,
    private readonly challenges: Challenges,
    private readonly security: SecurityLog,
    private readonly apiKeys: ApiKeysService,
    private readonly mail: MailServer,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * That it is the person who asks, and not who sits at their screen. Guesses are counted.
   * @throws DomainError 422 for a wrong one, 429 for too many
   */
  async prove(who: Principal, password: string, origin: Origin, path = 'password'): Promise<void> {
    const attempt = await this.attempts.begin('password', who.userId, origin.address);
    if (!(await this.accounts.passwordIs(who.userId, password))) {
      await this.security.record({ kind: 'password_refused', userId: who.userId, origin });
      throw invalid([{ path, code: 'password_wrong' }]);
    }
    await this.attempts.succeed(attempt);
  }

  /** @throws DomainError 422, 429 */
  async change(
    who: Principal,
    input: { currentPassword: string; newPassword: string; revokeApiKeys: boolean },
    origin: Origin,
  ): Promise<void> {
    await this.prove(who, input.currentPassword, origin, 'currentPassword');
    requireGoodPassword(input.newPassword, [who.userName, who.email], 'newPassword');
    if (input.newPassword === input.currentPassword) {
      throw invalid([{ path: 'newPassword', code: 'password_same' }]);
    }
    // Keys first: whoever asked for both may ask again when only they are gone, and would not when only they had stayed.
    const owner = { id: who.userId, name: who.userName, email: who.email };
    const keys = input.revokeApiKeys ? await this.apiKeys.removeAllOf(owner) : 0;
    await this.accounts.setPassword(who.userId, input.newPassword, who.sessionId);
    await this.security.record({ kind: 'password_changed', userId: who.userId, origin, detail: { keys } });
  }

  /**
   * By mail. What is answered, and when, does not tell whether the address has an account: the letter is written after.
   * @throws DomainError 409 without a mail server
   */
  async askReset(email: string, locale: Locale, origin: Origin): Promise<void> {
    if (!this.mail.configured) throw new DomainError(409, 'no_mail_server');
    // A budget of its own: letters that are asked for must not use up what links may be tried.
    await this.attempts.begin('letter', email, origin.address);
    void this.#mailReset(email, locale, origin).catch((error: unknown) =>
      this.logger.error({ err: error }, 'a link for a new password was not sent'),
    );
  }

  async #mailReset(email: string, locale: Locale, origin: Origin): Promise<void> {
    const account = await this.accounts.findByEmail(email);
    if (!account) return;
    const { token } = await this.challenges.make('password_reset', { userId: account.id, seconds: MAILED_S });
    await this.security.record({ kind: 'password_reset_asked', userId: account.id, origin });
    await this.mail.send(passwordResetLetter(account, this.#address(token), locale));
  }

  /**
   * For an administrator to hand over. Who may is asked by the caller.
   * @returns the link, which nobody is shown again
   */
  async handOver(
    who: Principal,
    userId: string,
    origin: Origin,
  ): Promise<{ link: string; expiresAt: string }> {
    await this.security.record({
      kind: 'password_reset_asked',
      userId,
      organisationId: who.organisationId,
      actor: who,
      origin,
    });
    return this.#link(userId);
  }

  /** The same by whoever sits at the machine. */
  async handOverTo(userId: string): Promise<{ link: string }> {
    await this.security.record({ kind: 'password_reset_asked', userId, detail: { by: 'lineup user link' } });
    return this.#link(userId);
  }

  async #link(userId: string): Promise<{ link: string; expiresAt: string }> {
    const { token, expiresAt } = await this.challenges.make('password_reset', { userId, seconds: HANDED_S });
    return { link: this.#address(token), expiresAt: expiresAt.toISOString() };
  }

  /** @throws DomainError 404 for a link that is over */
  async look(token: string, origin: Origin): Promise<{ email: string; name: string }> {
    const attempt = await this.attempts.begin('link', hashOfToken(token), origin.address);
    const found = await this.challenges.look('password_reset', token);
    const account = found?.userId ? (await this.accounts.byId([found.userId])).get(found.userId) : undefined;
    if (!account) throw new DomainError(404, 'link_over');
    await this.attempts.succeed(attempt);
    return { email: account.email, name: account.name };
  }

  /** Uses the link up; ends every session. @throws DomainError 404, 422 */
  async reset(token: string, password: string, revokeApiKeys: boolean, origin: Origin): Promise<void> {
    const { email, name } = await this.look(token, origin);
    // Before the link is used up: a password that is refused may be chosen anew.
    requireGoodPassword(password, [name, email]);
    const taken = await this.challenges.take('password_reset', token);
    if (!taken?.userId) throw new DomainError(404, 'link_over');
    const keys = revokeApiKeys ? await this.apiKeys.removeAllOf({ id: taken.userId, email, name }) : 0;
    await this.accounts.setPassword(taken.userId, password);
    // Who was locked out by somebody's guessing may come in with the new one.
    await this.attempts.letIn('sign-in', email);
    await this.security.record({ kind: 'password_reset', userId: taken.userId, origin, detail: { keys } });
  }

  #address = (token: string): string => `${this.config.PUBLIC_URL}/reset/${token}`;
}
