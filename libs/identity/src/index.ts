export * from './access/access.decorator.js';
export { ActingFor } from './access/acting-for.js';
export { CACHED_FOR_MS, CallerCache } from './access/caller-cache.js';
export { Authenticator } from './access/authenticator.js';
export { originOf, type Origin, refuseForeignOrigin } from './access/origin.js';
export * from './access/principal.js';
export * from './access/principal.repository.js';
export {
  type TargetEstablishment,
  targetEstablishment,
  IS_VISIBLE,
} from './access/target-establishment.repository.js';
export * from './api-key.entity.js';
export * from './audit-entry.entity.js';
export * from './audit/audit.service.js';
export * from './auth/accounts.service.js';
export { AuthHttp } from './auth/auth-http.js';
export * from './auth/auth.js';
export * from './idempotency-key.entity.js';
export { ShownOnce } from './idempotency/shown-once.js';
export { IdentityEntities } from './identity.entities.js';
export * from './identity.module.js';
export * from './identity.schemas.js';
export * from './invitation.entity.js';
export { ApiRates } from './limits/api-rates.js';
export { hashOfToken, newToken } from './links/one-time.js';
export * from './member.entity.js';
export { PasswordsService } from './passwords/passwords.service.js';
export * from './rules/index.js';
export { SessionsService } from './sessions/sessions.service.js';
