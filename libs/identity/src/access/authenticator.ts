import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { CONFIG, type Config, forbidden, localeOf } from '#lib/kernel';
import { ApiKeysService } from '../api-keys/api-keys.service.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { type Caller, CallerCache } from './caller-cache.js';
import { refuseForeignOrigin } from './origin.js';
import type { Principal } from './principal.js';
import { PrincipalRepository } from './principal.repository.js';

/** Authenticates a request by its API key, else by its session cookie. All HTTP entry points use it. */
@Injectable()
export class Authenticator {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly sessions: SessionsService,
    private readonly principals: PrincipalRepository,
    private readonly apiKeys: ApiKeysService,
    private readonly cache: CallerCache,
  ) {}

  /**
   * @returns null without a valid key or session
   * @throws DomainError 403 for an account without membership, and for a change requested by another site's page
   */
  async authenticate(request: Request): Promise<Principal | null> {
    const locale = localeOf(request.headers['accept-language']);
    const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const caller = bearer
      ? await this.cache.find(`key ${bearer}`, () => this.#keyHolder(bearer))
      : await this.cache.find(`cookie ${request.headers.cookie ?? ''}`, () => this.#sessionHolder(request));
    if (!caller) return null;
    if (!bearer) refuseForeignOrigin(request, this.config);
    return { ...caller, locale };
  }

  async #keyHolder(bearer: string): Promise<Caller | null> {
    const key = await this.apiKeys.find(bearer);
    return key && this.principals.load(key.user, { key });
  }

  async #sessionHolder({ headers }: Request): Promise<Caller | null> {
    const session = await this.sessions.find(headers);
    if (!session) return null;
    const caller = await this.principals.load(session.user, { session });
    if (!caller) throw forbidden();
    return caller;
  }
}
