import { forbidden, type Locale } from '#lib/kernel';
import { type Permission, PERMISSIONS, ROLES, type Role, roleMay } from '../rules/permissions.js';

export interface Grant {
  establishmentId: string;
  role: Role;
  /** True when the node is the root, so that the role covers the whole organisation. */
  root: boolean;
}

/** The refusals that lead a person to what they owe. */
export type Pending = 'password_change_required' | 'two_factor_required';

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
  /** The session that asks; absent for a key. */
  sessionId?: string | undefined;
  /** What must be done before anything else; absent when nothing is. */
  pending?: Pending | undefined;
  /** Whether they look after the whole installation, beyond their organisation. */
  operator?: boolean;
  locale: Locale;
}

const strongest = (roles: readonly Role[]): Role | null => ROLES.find((role) => roles.includes(role)) ?? null;

/** The strongest role held anywhere: what decides whether a route opens at all. */
export const strongestRole = (principal: Principal): Role =>
  strongest(principal.grants.map((g) => g.role)) ?? 'viewer';

/**
 * The role at a node of the tree: the strongest of those held on the way from the root down to it.
 * @param path ids of the establishments from the root to the node, included
 */
export function roleAt(principal: Principal, path: readonly string[]): Role | null {
  return strongest(principal.grants.filter((g) => path.includes(g.establishmentId)).map((g) => g.role));
}

/** Whether the role held at a node suffices. @param path as in {@link roleAt} */
export function mayAt(principal: Principal, path: readonly string[], permission: Permission): boolean {
  const role = roleAt(principal, path);
  return role !== null && roleMay(role, permission);
}

/** Whether the role held over the whole organisation suffices. */
export const mayEverywhere = (principal: Principal, permission: Permission): boolean =>
  principal.grants.some((g) => g.root && roleMay(g.role, permission));

/** Whether there is a place where the person may: what opens a route or a screen; the row decides the rest. */
export const maySomewhere = (principal: Principal, permission: Permission): boolean =>
  PERMISSIONS[permission].everywhere
    ? mayEverywhere(principal, permission)
    : roleMay(strongestRole(principal), permission);

/** @throws DomainError 403 when the role at that node does not suffice */
export function requireAt(principal: Principal, path: readonly string[], permission: Permission): void {
  if (!mayAt(principal, path, permission)) throw forbidden();
}

/** Nodes whose subtrees the person sees, for `path && $n`; null when that is everything. */
export const visibleNodes = (principal: Principal): string[] | null =>
  principal.grants.some((g) => g.root) ? null : principal.grants.map((g) => g.establishmentId);

/** Nodes under which the person may do something, for `path && $n`; null when that is everywhere. */
export const nodesWhere = (principal: Principal, permission: Permission): string[] | null =>
  visibleNodes({ ...principal, grants: principal.grants.filter(({ role }) => roleMay(role, permission)) });

/** @throws DomainError 403 unless the person looks after the installation */
export function requireOperator(principal: Principal): void {
  if (!principal.operator) throw forbidden();
}

/** @throws DomainError 403 unless the role that suffices is held over the whole organisation */
export function requireEverywhere(principal: Principal, permission: Permission): void {
  if (!mayEverywhere(principal, permission)) throw forbidden();
}
