/** From the strongest to the weakest: each may what those after it may. */
export const ROLES = ['admin', 'manager', 'editor', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** What an API key is given, one by one. */
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
  /** The least role, held at the establishment that the act concerns, or above it. */
  least: Role;
  /** What an API key must have been given; `session` is closed to keys. */
  scope: ApiScope | 'session';
  /** The role must be held at the root: the act concerns all of the organisation. */
  everywhere?: true;
}

/**
 * Who may do what: routes, rows, screens and the choice of whom to notify all read this one table. Whether the state of a
 * post allows an act stands beside it, in the rules of posts.
 */
const TABLE = {
  'post.read': { least: 'viewer', scope: 'read' },
  'post.write': { least: 'editor', scope: 'posts' },
  /** Dates, sending at once, stopping, trying again. */
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
  /** Whoever operates the installation may, too. */
  'health.read': { least: 'admin', scope: 'read', everywhere: true },
  /** One's own: who one is, what one is told. */
  'account.read': { least: 'viewer', scope: 'read' },
  /** No key changes the account that it belongs to. */
  'account.own': { least: 'viewer', scope: 'session' },
} as const satisfies Record<string, Rule>;
export type Permission = keyof typeof TABLE;
export const PERMISSIONS: Readonly<Record<Permission, Rule>> = TABLE;

/** Whether a role includes another. */
export const covers = (held: Role, needed: Role): boolean => ROLES.indexOf(held) <= ROLES.indexOf(needed);

/** Whether a role, where it is held, suffices. */
export const roleMay = (held: Role, permission: Permission): boolean =>
  covers(held, PERMISSIONS[permission].least);

/** The roles that suffice. */
export const rolesThatMay = (permission: Permission): Role[] =>
  ROLES.filter((role) => roleMay(role, permission));
