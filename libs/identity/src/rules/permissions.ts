/** From the strongest to the weakest: each role includes those after it. */
export const ROLES = ['admin', 'manager', 'editor', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** Scopes of an API key. */
export const API_SCOPES = [
  'read',
  'posts',
  'media',
  'publish',
  'approve',
  'channels',
  'brand',
  'organisation',
] as const;
export type ApiScope = (typeof API_SCOPES)[number];

interface Rule {
  /** Weakest sufficient role, at the establishment of the act or above it. */
  least: Role;
  /** Scope that an API key needs; `session` refuses keys. */
  scope: ApiScope | 'session';
  /** The role must be held at the root, because the act concerns the whole organisation. */
  everywhere?: true;
  /** Operators of the installation may, too, whatever their role. */
  operators?: true;
}

/**
 * Who may do what. Routes, rows, screens and the choice of recipients all use this table. Whether a post's state
 * allows an act is in the rules of posts.
 */
const TABLE = {
  'post.read': { least: 'viewer', scope: 'read' },
  'post.write': { least: 'editor', scope: 'posts' },
  /** Scheduling, publishing now, cancelling, retrying. */
  'post.publish': { least: 'editor', scope: 'publish' },
  'post.approve': { least: 'manager', scope: 'approve' },
  'media.read': { least: 'viewer', scope: 'read' },
  'media.write': { least: 'editor', scope: 'media' },
  'link.preview': { least: 'editor', scope: 'read' },
  'organisation.read': { least: 'viewer', scope: 'read' },
  'organisation.manage': { least: 'admin', scope: 'organisation' },
  /** Audiences and campaigns. */
  'campaign.write': { least: 'editor', scope: 'organisation' },
  'channel.manage': { least: 'admin', scope: 'channels' },
  'brand.manage': { least: 'admin', scope: 'brand', everywhere: true },
  'member.manage': { least: 'admin', scope: 'session' },
  'invitation.read': { least: 'admin', scope: 'read' },
  'api_key.create': { least: 'editor', scope: 'session' },
  'audit.read': { least: 'manager', scope: 'read', everywhere: true },
  'security.read': { least: 'admin', scope: 'session' },
  'health.read': { least: 'admin', scope: 'read', everywhere: true, operators: true },
  /** One's own profile and notifications. */
  'account.read': { least: 'viewer', scope: 'read' },
  /** No key may change the account that it belongs to. */
  'account.own': { least: 'viewer', scope: 'session' },
} as const satisfies Record<string, Rule>;
export type Permission = keyof typeof TABLE;
export const PERMISSIONS: Readonly<Record<Permission, Rule>> = TABLE;

/** Whether a role includes another. */
export const covers = (held: Role, needed: Role): boolean => ROLES.indexOf(held) <= ROLES.indexOf(needed);

/** Whether a role suffices where it is held. */
export const roleMay = (held: Role, permission: Permission): boolean =>
  covers(held, PERMISSIONS[permission].least);

/** The roles that suffice. */
export const rolesThatMay = (permission: Permission): Role[] =>
  ROLES.filter((role) => roleMay(role, permission));
