import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { Request } from 'express';
import type { Role } from '../identity.schemas.js';
import type { Principal } from './principal.js';

export const ACCESS = Symbol('lineup.access');

/**
 * The least role, held anywhere, without which a route does not open; what it may touch is decided again on the
 * row. Shown in the OpenAPI document, where the access test reads it. A route without it does not start.
 */
export const Access = (role: Role | 'public'): MethodDecorator =>
  applyDecorators(SetMetadata(ACCESS, role), ApiExtension('x-lineup-role', role));

export type AuthenticatedRequest = Request & { principal?: Principal };

/** The person behind the request, in a controller's parameters. */
export const Who = createParamDecorator(
  (_: unknown, context: ExecutionContext): Principal | undefined =>
    context.switchToHttp().getRequest<AuthenticatedRequest>().principal,
);
