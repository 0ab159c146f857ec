import { SetMetadata } from '@nestjs/common';

export const SHOWN_ONCE = Symbol('lineup.shown-once');

/**
 * Members of a POST's answer that are shown once: a replay by `Idempotency-Key` has null for them, and
 * `secretsWithheld: true`. They are not stored.
 */
export const ShownOnce = (...members: string[]): MethodDecorator => SetMetadata(SHOWN_ONCE, members);

/** The answer as it is stored. */
export function withoutSecrets(body: unknown, members: readonly string[]): unknown {
  if (members.length === 0 || typeof body !== 'object' || body === null) return body;
  const withheld = members.filter((name) => (body as Record<string, unknown>)[name] != null);
  if (withheld.length === 0) return body;
  return { ...body, ...Object.fromEntries(withheld.map((name) => [name, null])), secretsWithheld: true };
}
