import { forbidden, type Locale } from '#lib/kernel';
import { type Permission, PERMISSIONS, ROLES, type Role, roleMay } from '../rules/permissions.js';

export interface Grant {
  establishmentId: string;
  role: Role;
  /** True when the node is the root, so that the role covers the whole organisation. */
  root: boolean;
}

/** Error codes that lead a person to what they must do first. */
export type Pending = 'password_change_required' | 'two_factor_required';

/** The caller of a request: person, organisation and roles. Known before any route runs. */
export interface Principal {
  userId: string;
  userName: string;
  email: string;
  organisationId: string;
  /** At least one. */
  grants: Grant[];
  /** Scopes of the API key; null for a person's session, which has all of them. */
  scopes: string[] | null;
  /** The API key of the request; null for a session. History names it beside the person. */
  apiKey: { id: string; name: string } | null;
  /** The session of the request; absent for a key. */
  sessionId?: string | undefined;
  /** What must be done first; absent when nothing must. */
  pending?: Pending | undefined;
  /** Whether they operate the whole installation. */
  operator?: boolean;
  locale: Locale;
}

const strongest = (roles: readonly Role[]): Role | null => ROLES.find((role) => roles.includes(role)) ?? null;

/** The strongest role held anywhere, which decides whether a route opens. */
export const strongestRole = (principal: Principal): Role =>
  strongest(principal.grants.map((g) => g.role)) ?? 'viewer';

/**
 * The role at a node of the tree: the strongest of those held from the root down to it.
 * @param path ids of the establishments from the root to the node, inclusive
 */
export function roleAt(principal: Pick<Principal, 'grants'>, path: readonly string[]): Role | null {
  return strongest(principal.grants.filter((g) => path.includes(g.establishmentId)).map((g) => g.role));
}

/** Whether the role held at a node suffices. @param path as in {@link roleAt} */
export function mayAt(
  principal: Pick<Principal, 'grants'>,
  path: readonly string[],
  permission: Permission,
): boolean {
  const role = roleAt(principal, path);
  return role !== null && roleMay(role, permission);
}

/** Whether the role held over the whole organisation suffices, or operating the installation does. */
export const mayEverywhere = (principal: Principal, permission: Permission): boolean =>
  (PERMISSIONS[permission].operators && principal.operator) ||
  principal.grants.some((g) => g.root && roleMay(g.role, permission));

/** Whether the person may do this anywhere, which opens a route or a screen; rows are checked separately. */
export const maySomewhere = (principal: Principal, permission: Permission): boolean =>
  PERMISSIONS[permission].everywhere
    ? mayEverywhere(principal, permission)
    : roleMay(strongestRole(principal), permission);

/** @throws DomainError 403 when the role at that node does not suffice */
export function requireAt(principal: Principal, path: readonly string[], permission: Permission): void {
  if (!mayAt(principal, path, permission)) throw forbidden();
}

/** Nodes whose subtrees the person sees, for `path && :nodes`; null for all. */
export const visibleNodes = (principal: Principal): string[] | null =>
  principal.grants.some((g) => g.root) ? null : principal.grants.map((g) => g.establishmentId);

/** Nodes under which the person may do something, for `path && :nodes`; null for all. */
export const nodesWhere = (principal: Principal, permission: Permission): string[] | null =>
  visibleNodes({ ...principal, grants: principal.grants.filter(({ role }) => roleMay(role, permission)) });

/** @throws DomainError 403 unless {@link mayEverywhere} */
export function requireEverywhere(principal: Principal, permission: Permission): void {
  if (!mayEverywhere(principal, permission)) throw forbidden();
}
