import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { Request } from 'express';
import { type Permission, PERMISSIONS } from '../rules/permissions.js';
import { maySomewhere, type Principal } from './principal.js';

export const ACCESS = Symbol('lineup.access');

/** Metadata key of {@link OpenWhilePending}. */
export const OPEN_WHILE_PENDING = Symbol('lineup.first');

/** The route is also open to a person who must first change their password or set up a second factor. */
export const OpenWhilePending = (): MethodDecorator => SetMetadata(OPEN_WHILE_PENDING, true);

/** Permission that a route needs of its caller; `public` needs none. */
export type AccessNeeds = Permission | 'public';

/**
 * The permission that a caller must have somewhere for a route to open, and so the scope that an API key needs;
 * services check rows again. Shown in the OpenAPI document, where the access test reads both. A route without it
 * refuses everyone.
 */
export const Access = (needs: AccessNeeds): MethodDecorator =>
  applyDecorators(
    SetMetadata(ACCESS, needs),
    ApiExtension('x-lineup-role', needs === 'public' ? 'public' : PERMISSIONS[needs].least),
    ...(needs === 'public' ? [] : [ApiExtension('x-lineup-scope', PERMISSIONS[needs].scope)]),
  );

/** Whether a caller may use a route: role and, for a key, scope. */
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
