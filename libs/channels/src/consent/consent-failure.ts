import { DomainError } from '#lib/kernel';
import { PlatformError } from '#lib/platforms';

/** Errors with which a person, or an administrator of theirs, says no. Source: RFC 6749, 4.1.2.1, and the networks. */
const REFUSED = ['access_denied', 'user_cancelled_login', 'user_cancelled_authorize', 'user_denied'];

/** Why a consent page gave no code. @param error of the page */
export const consentRefused = (error: string): DomainError =>
  REFUSED.includes(error) || error === ''
    ? new DomainError(422, 'consent_refused')
    : new DomainError(422, 'consent_failed', { message: error });

/** Why a consent could not be used, in words that say what to do; another error as it is. */
export function consentFailure(error: unknown): unknown {
  if (!(error instanceof PlatformError)) return error;
  const { hint, class: kind, message, cause } = error.detail;
  if (hint === 'missing_permission') return new DomainError(422, 'consent_scope_missing', { message });
  if (hint === 'operator_app' || hint === 'audit_required') {
    return new DomainError(422, 'consent_application', { message });
  }
  if (cause !== 'network' || kind === 'transient' || kind === 'rate_limited') {
    return new DomainError(422, 'consent_unanswered');
  }
  return new DomainError(422, 'consent_failed', { message });
}
