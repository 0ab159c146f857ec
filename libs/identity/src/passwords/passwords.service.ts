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
import { passwordResetEmail } from '../people/emails.js';

/** Validity of a password link that was e-mailed, and of one that an administrator passes on, seconds. */
const MAILED_S = 3600;
const HANDED_S = 86_400;

/** Changes passwords, for a person who knows the old one or holds a one-time link. */
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
   * Checks the password, so that nobody else at the person's screen can act. Guesses are counted.
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
    // Keys first: if the second part fails, the person sees that the password is unchanged and tries again.
    const owner = { id: who.userId, name: who.userName, email: who.email };
    const keys = input.revokeApiKeys ? await this.apiKeys.removeAllOf(owner) : 0;
    await this.accounts.setPassword(who.userId, input.newPassword, who.sessionId);
    await this.security.record({ kind: 'password_changed', userId: who.userId, origin, detail: { keys } });
  }

  /**
   * Sends a password link. Neither the answer nor its timing reveals whether the address has an account: the e-mail
   * is sent afterwards.
   * @throws DomainError 409 without a mail server
   */
  async askReset(email: string, locale: Locale, origin: Origin): Promise<void> {
    if (!this.mail.configured) throw new DomainError(409, 'no_mail_server');
    // A limit of its own: requested e-mails must not use up the attempts at links.
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
    await this.mail.send(passwordResetEmail(account, this.#address(token), locale));
  }

  /**
   * A link for an administrator to pass on; the caller checks the permission.
   * @returns the link, which is not shown again
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

  /** The same from the command line. */
  async handOverTo(userId: string): Promise<{ link: string }> {
    await this.security.record({ kind: 'password_reset_asked', userId, detail: { by: 'lineup user link' } });
    return this.#link(userId);
  }

  async #link(userId: string): Promise<{ link: string; expiresAt: string }> {
    const { token, expiresAt } = await this.challenges.make('password_reset', { userId, seconds: HANDED_S });
    return { link: this.#address(token), expiresAt: expiresAt.toISOString() };
  }

  /** @throws DomainError 404 for an expired link */
  async look(token: string, origin: Origin): Promise<{ email: string; name: string }> {
    const attempt = await this.attempts.begin('link', hashOfToken(token), origin.address);
    const found = await this.challenges.look('password_reset', token);
    const account = found?.userId ? (await this.accounts.byId([found.userId])).get(found.userId) : undefined;
    if (!account) throw new DomainError(404, 'link_over');
    await this.attempts.succeed(attempt);
    return { email: account.email, name: account.name };
  }

  /** Sets the password and ends every session; the link is then used. @throws DomainError 404, 422 */
  async reset(token: string, password: string, revokeApiKeys: boolean, origin: Origin): Promise<void> {
    const { email, name } = await this.look(token, origin);
    // Before the link is used: after a refused password another may be chosen.
    requireGoodPassword(password, [name, email]);
    const taken = await this.challenges.take('password_reset', token);
    if (!taken?.userId) throw new DomainError(404, 'link_over');
    const keys = revokeApiKeys ? await this.apiKeys.removeAllOf({ id: taken.userId, email, name }) : 0;
    await this.accounts.setPassword(taken.userId, password);
    // An account that was locked by others' guesses can sign in with the new password.
    await this.attempts.letIn('sign-in', email);
    await this.security.record({ kind: 'password_reset', userId: taken.userId, origin, detail: { keys } });
  }

  #address = (token: string): string => `${this.config.PUBLIC_URL}/reset/${token}`;
}
