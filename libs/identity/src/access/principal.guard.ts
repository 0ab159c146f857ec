import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError, forbidden, unauthenticated } from '#lib/kernel';
import { ApiRates } from '../limits/api-rates.js';
import {
  ACCESS,
  type AccessNeeds,
  type AuthenticatedRequest,
  OPEN_WHILE_PENDING,
  opensTo,
} from './access.decorator.js';
import { Authenticator } from './authenticator.js';

/**
 * Guards every route: 401 without a session or key, 403 when no role anywhere suffices, or when something else must
 * be done first. Services check rows again. A route without `@Access` refuses everyone.
 */
@Injectable()
export class PrincipalGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly rates: ApiRates,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const needs = this.reflector.get<AccessNeeds | undefined>(ACCESS, context.getHandler());
    if (needs === 'public') return true;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const principal = await this.authenticator.authenticate(request);
    if (!principal) throw unauthenticated();
    this.rates.countPerson(request, principal);
    if (!needs || !opensTo(principal, needs)) throw forbidden();
    if (
      principal.pending &&
      !this.reflector.get<boolean | undefined>(OPEN_WHILE_PENDING, context.getHandler())
    ) {
      throw new DomainError(403, principal.pending);
    }
    request.principal = principal;
    return true;
  }
}
