import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { Request } from 'express';
import type { ApiScope, Role } from '../identity.schemas.js';
import { covers, type Principal, strongestRole } from './principal.js';

export const ACCESS = Symbol('lineup.access');

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What a route asks of whoever calls it. */
export interface AccessNeeds {
  role: Role | 'public';
  /** What an API key must have been given; `session` is closed to keys; absent: `read` where nothing changes, else closed. */
  scope?: ApiScope | 'session' | undefined;
}

/**
 * The least role, held anywhere, without which a route does not open, and the scope that an API key needs besides; what
 * it may touch is decided again on the row. Shown in the OpenAPI document, where the access test reads both. A route
 * without it is closed to everyone; one that changes something and names no scope is closed to keys.
 */
export const Access = (role: Role | 'public', scope?: ApiScope | 'session'): MethodDecorator =>
  applyDecorators(
    SetMetadata(ACCESS, { role, scope } satisfies AccessNeeds),
    ApiExtension('x-lineup-role', role),
    ...(scope ? [ApiExtension('x-lineup-scope', scope)] : []),
  );

/** Whether a route opens to this caller: role and, for a key, scope. */
export function opensTo(who: Principal, { role, scope }: AccessNeeds, method: string): boolean {
  if (role === 'public') return true;
  if (!covers(strongestRole(who), role)) return false;
  if (who.scopes === null) return true;
  const asked = scope ?? (SAFE.has(method) ? 'read' : 'session');
  return asked !== 'session' && who.scopes.includes(asked);
}

export type AuthenticatedRequest = Request & { principal?: Principal };

/** The person behind the request, in a controller's parameters. */
export const Who = createParamDecorator(
  (_: unknown, context: ExecutionContext): Principal | undefined =>
    context.switchToHttp().getRequest<AuthenticatedRequest>().principal,
);
