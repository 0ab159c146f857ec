import { type Role, rolesThatMay } from '#rules/identity';
import type { NotificationKind } from './kinds.js';

/** A person's role at a node of the tree of establishments. */
export interface HeldRole {
  userId: string;
  role: Role;
  establishmentId: string;
}

/** Possible recipients of an incident. */
export interface PossibleRecipients {
  /** From the root of the organisation down to the establishment concerned. */
  path: readonly string[];
  /** Roles on that path, and any role of the people named below: who left the organisation has none. */
  members: readonly HeldRole[];
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
function nearest(
  possible: PossibleRecipients,
  roles: readonly Role[],
  except: string | null | undefined,
): string[] {
  for (const node of [...possible.path].reverse()) {
    const found = possible.members.filter(
      (one) => one.establishmentId === node && roles.includes(one.role) && one.userId !== except,
    );
    if (found.length > 0) return found.map((one) => one.userId);
  }
  return [];
}

function wanted(kind: NotificationKind, possible: PossibleRecipients): (string | null | undefined)[] {
  switch (kind) {
    case 'publication.failed':
    case 'publication.needs_attention':
      return [possible.authorId, ...nearest(possible, APPROVERS, null)];
    case 'publication.overdue':
      return nearest({ ...possible, path: possible.path.slice(0, 1) }, ADMINISTRATORS, null);
    case 'channel.reconnect_needed':
    case 'channel.held':
    case 'channel.token_expiring':
      return [possible.ownerId, ...nearest(possible, ADMINISTRATORS, null)];
    case 'review.asked':
      return nearest(possible, APPROVERS, possible.byId);
    case 'review.answered':
      return [possible.authorId, possible.submittedById].filter((id) => id !== possible.byId);
  }
}

/** Recipients of an incident: each person once, current members only. */
export function recipientsOf(kind: NotificationKind, possible: PossibleRecipients): string[] {
  const present = new Set(possible.members.map((one) => one.userId));
  return [...new Set(wanted(kind, possible))].filter(
    (id): id is string => typeof id === 'string' && present.has(id),
  );
}
