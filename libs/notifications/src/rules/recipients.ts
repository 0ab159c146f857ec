import { type Role, rolesThatMay } from '#rules/identity';
import type { NotificationKind } from './kinds.js';

/** A role that somebody holds at a node of the tree of establishments. */
export interface Held {
  userId: string;
  role: Role;
  establishmentId: string;
}

/** Who could be told of an incident. */
export interface Scene {
  /** From the root of the organisation down to the establishment that it concerns. */
  path: readonly string[];
  /** Roles on that way, and any role of the people named below: who has left the organisation is in none. */
  members: readonly Held[];
  authorId?: string | null;
  submittedById?: string | null;
  /** Who connected the channel. */
  ownerId?: string | null;
  /** Who caused it, and so knows. */
  byId?: string | null;
}

const APPROVERS = rolesThatMay('post.approve');
const ADMINISTRATORS = rolesThatMay('channel.manage');

/**
 * Who holds one of these roles at the establishment, or else at the nearest node above where anybody does: headquarters hears of
 * what an establishment cannot see to itself, and not of every establishment.
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

/** Whom an incident is told: each person once, and nobody who is not a member any more. */
export function recipientsOf(kind: NotificationKind, scene: Scene): string[] {
  const present = new Set(scene.members.map((held) => held.userId));
  return [...new Set(wanted(kind, scene))].filter(
    (id): id is string => typeof id === 'string' && present.has(id),
  );
}
