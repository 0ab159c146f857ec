import { type Role, rolesThatMay } from '#rules/identity';
import type { NotificationKind } from './kinds.js';

/** A person's role at a node of the tree of establishments. */
export interface Held {
  userId: string;
  role: Role;
  establishmentId: string;
}

/** Possible recipients of an incident. */
export interface Scene {
  /** From the root of the organisation down to the establishment concerned. */
  path: readonly string[];
  /** Roles on that path, and any role of the people named below: who left the organisation has none. */
  members: readonly Held[];
  authorId?: string | null;
  submittedById?: string | null;
  /** The person who connected the channel. */
  ownerId?: string | null;
  /** The person who caused it, who need not be notified. */
  byId?: string | null;
}

const APPROVERS = rolesThatMay('post.approve');
const ADMINISTRATORS = rolesThatMay('channel.manage');

/**
 * People with one of these roles at the establishment, or else at the nearest node above that has any: headquarters
 * is only notified of what an establishment cannot handle itself.
 */
function nearest(scene: Scene, roles: readonly Role[], except: string | null | undefined): string[] {
  for (const node of [...scene.path].reverse()) {
    const found = scene.members.filter(
      (held) => held.establishmentId === node && roles.includes(held.role) && held.userId !== except,
    );
    if (found.length > 0) return found.map((held) => held.userId);
  }
  return [];
}

function wanted(kind: NotificationKind, scene: Scene): (string | null | undefined)[] {
  switch (kind) {
    case 'publication.failed':
    case 'publication.needs_attention':
      return [scene.authorId, ...nearest(scene, APPROVERS, null)];
    case 'publication.overdue':
      return nearest({ ...scene, path: scene.path.slice(0, 1) }, ADMINISTRATORS, null);
    case 'channel.reconnect_needed':
    case 'channel.held':
    case 'channel.token_expiring':
      return [scene.ownerId, ...nearest(scene, ADMINISTRATORS, null)];
    case 'review.asked':
      return nearest(scene, APPROVERS, scene.byId);
    case 'review.answered':
      return [scene.authorId, scene.submittedById].filter((id) => id !== scene.byId);
  }
}

/** Recipients of an incident: each person once, current members only. */
export function recipientsOf(kind: NotificationKind, scene: Scene): string[] {
  const present = new Set(scene.members.map((held) => held.userId));
  return [...new Set(wanted(kind, scene))].filter(
    (id): id is string => typeof id === 'string' && present.has(id),
  );
}
