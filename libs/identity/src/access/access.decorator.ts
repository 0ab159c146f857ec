import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { Request } from 'express';
import { type Permission, PERMISSIONS } from '../rules/permissions.js';
import { maySomewhere, type Principal } from './principal.js';

export const ACCESS = Symbol('lineup.access');

/** Marks what {@link First} says. */
export const FIRST = Symbol('lineup.first');

/** Open also to a person who must change their password, or set up a second factor, before anything else. */
export const First = (): MethodDecorator => SetMetadata(FIRST, true);

/** What a route asks of whoever calls it: a permission, or nothing. */
export type AccessNeeds = Permission | 'public';

/**
 * What a person must be allowed somewhere for a route to open, and with it the scope that an API key needs; what it may
 * touch is decided again on the row. Shown in the OpenAPI document, where the access test reads both. A route without it is
 * closed to everyone.
 */
export const Access = (needs: AccessNeeds): MethodDecorator =>
  applyDecorators(
    SetMetadata(ACCESS, needs),
    ApiExtension('x-lineup-role', needs === 'public' ? 'public' : PERMISSIONS[needs].least),
    ...(needs === 'public' ? [] : [ApiExtension('x-lineup-scope', PERMISSIONS[needs].scope)]),
  );

/** Whether a route opens to this caller: role and, for a key, scope. */
export function opensTo(who: Principal, needs: AccessNeeds): boolean {
  if (needs === 'public') return true;
  if (!maySomewhere(who, needs)) return false;
  if (who.scopes === null) return true;
  const { scope } = PERMISSIONS[needs];
  return scope !== 'session' && who.scopes.includes(scope);
}

export type AuthenticatedRequest = Request & { principal?: Principal };

/** The person behind the request, in a controller's parameters. */
export const Who = createParamDecorator(
  (_: unknown, context: ExecutionContext): Principal | undefined =>
    context.switchToHttp().getRequest<AuthenticatedRequest>().principal,
);
