import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { fromNodeHeaders } from 'better-auth/node';
import { CONFIG, type Config, DomainError, forbidden, localeOf, unauthenticated } from '#lib/kernel';
import { ApiKeysService } from '../api-keys/api-keys.service.js';
import { AUTH, type Auth } from '../auth/auth.js';
import { ACCESS, type AccessNeeds, type AuthenticatedRequest, opensTo } from './access.decorator.js';
import { type Caller, KnownCallers } from './known-callers.js';
import type { Principal } from './principal.js';
import { PrincipalRepository } from './principal.repository.js';

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Every route passes here: 401 without a session or key, 403 when no role held anywhere suffices. Rows are checked
 * again by the services. A route that forgot to say who may use it is refused to everyone.
 */
@Injectable()
export class PrincipalGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(AUTH) private readonly auth: Auth,
    @Inject(CONFIG) private readonly config: Config,
    private readonly principals: PrincipalRepository,
    private readonly apiKeys: ApiKeysService,
    private readonly known: KnownCallers,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const needs = this.reflector.get<AccessNeeds | undefined>(ACCESS, context.getHandler());
    if (needs?.role === 'public') return true;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const principal = await this.#identify(request);
    if (!needs || !opensTo(principal, needs, request.method)) throw forbidden();
    request.principal = principal;
    return true;
  }

  async #identify(request: AuthenticatedRequest): Promise<Principal> {
    const locale = localeOf(request.headers['accept-language']);
    const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer) {
      const caller = await this.known.find(`key ${bearer}`, () => this.#keyHolder(bearer));
      if (!caller) throw unauthenticated();
      return { ...caller, locale };
    }
    const caller = await this.known.find(`cookie ${request.headers.cookie ?? ''}`, () =>
      this.#sessionHolder(request),
    );
    if (!caller) throw unauthenticated();
    this.#refuseForeignOrigin(request);
    return { ...caller, locale };
  }

  async #keyHolder(bearer: string): Promise<Caller | null> {
    const key = await this.apiKeys.find(bearer);
    return key && this.principals.load(key.user, key);
  }

  /** @throws DomainError 403 for a person who is a member of nothing */
  async #sessionHolder({ headers }: AuthenticatedRequest): Promise<Caller | null> {
    const session = await this.auth.api.getSession({ headers: fromNodeHeaders(headers) });
    if (!session) return null;
    const caller = await this.principals.load(session.user);
    if (!caller) throw forbidden();
    return caller;
  }

  /** A cookie is sent by the browser whoever asks: a change must come from our own pages (OWASP, CSRF, Origin check). */
  #refuseForeignOrigin(request: AuthenticatedRequest): void {
    const { origin, host } = request.headers;
    if (!UNSAFE.has(request.method) || !origin) return;
    const own = [this.config.PUBLIC_URL, `http://${host}`, `https://${host}`];
    if (!own.includes(origin)) throw new DomainError(403, 'origin_refused');
  }
}
