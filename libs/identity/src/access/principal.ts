import { forbidden, type Locale } from '#lib/kernel';
import { ROLES, type Role } from '../identity.schemas.js';

export interface Grant {
  establishmentId: string;
  role: Role;
  /** True when the node is the root, so that the role covers the whole organisation. */
  root: boolean;
}

/** Who asks, for which organisation, and with what roles: known before any route runs. */
export interface Principal {
  userId: string;
  userName: string;
  email: string;
  organisationId: string;
  /** At least one. */
  grants: Grant[];
  /** Scopes of the API key; null for a person's session, which has all of them. */
  scopes: string[] | null;
  /** The key that was used; null for a person's own session. Told in history beside the person. */
  apiKey: { id: string; name: string } | null;
  locale: Locale;
}

const strength = (role: Role): number => ROLES.length - ROLES.indexOf(role);

/** Whether a role includes another. */
export const covers = (held: Role, needed: Role): boolean => strength(held) >= strength(needed);

/** The strongest role held anywhere: what decides whether a route opens at all. */
export const strongestRole = (principal: Principal): Role =>
  principal.grants.map((g) => g.role).sort((a, b) => strength(b) - strength(a))[0] ?? 'viewer';

/**
 * The role at a node of the tree: the strongest of those held on the way from the root down to it.
 * @param path ids of the establishments from the root to the node, included
 */
export function roleAt(principal: Principal, path: readonly string[]): Role | null {
  const held = principal.grants.filter((g) => path.includes(g.establishmentId)).map((g) => g.role);
  return held.sort((a, b) => strength(b) - strength(a))[0] ?? null;
}

export function mayAt(principal: Principal, path: readonly string[], needed: Role): boolean {
  const role = roleAt(principal, path);
  return role !== null && covers(role, needed);
}

/** @throws DomainError 403 when the role at that node does not suffice */
export function requireAt(principal: Principal, path: readonly string[], needed: Role): void {
  if (!mayAt(principal, path, needed)) throw forbidden();
}

/** Nodes whose subtrees the person sees, for `path && $n`; null when that is everything. */
export const visibleNodes = (principal: Principal): string[] | null =>
  principal.grants.some((g) => g.root) ? null : principal.grants.map((g) => g.establishmentId);

/** @throws DomainError 403 unless the role is held over the whole organisation */
export function requireEverywhere(principal: Principal, needed: Role): void {
  if (!principal.grants.some((g) => g.root && covers(g.role, needed))) throw forbidden();
}
