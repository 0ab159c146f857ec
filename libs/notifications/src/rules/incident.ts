import type { NotificationKind } from './kinds.js';

/** Body of an outbox message of any kind: ids, and a few words. */
export interface MessageBody {
  publicationId?: string;
  postId?: string;
  channelId?: string;
  revisionId?: string;
  byId?: string;
  note?: string;
  days?: number;
}

/** The notification kind of each outbox message. */
export const KIND_OF = {
  'publication.failed': 'publication.failed',
  'publication.needs_attention': 'publication.needs_attention',
  'publication.overdue': 'publication.overdue',
  'channel.reconnect_needed': 'channel.reconnect_needed',
  'channel.held': 'channel.held',
  'channel.token_expiring': 'channel.token_expiring',
  'post.submitted': 'review.asked',
  'post.approved': 'review.answered',
  'post.changes_requested': 'review.answered',
} as const satisfies Record<string, NotificationKind>;
export type MessageKind = keyof typeof KIND_OF;

/**
 * Key of the incident of a message. Messages of one incident make one notification per person as long as it is
 * unread: a post that fails on four channels, or a hundred overdue posts, is one incident.
 */
export function incidentOf(kind: MessageKind, body: MessageBody): string {
  switch (kind) {
    case 'publication.overdue':
      return kind;
    case 'publication.failed':
    case 'publication.needs_attention':
    case 'post.submitted':
      return `${kind}:${body.postId ?? ''}`;
    case 'post.approved':
    case 'post.changes_requested':
      return `${kind}:${body.revisionId ?? ''}`;
    case 'channel.reconnect_needed':
    case 'channel.held':
      return `${kind}:${body.channelId ?? ''}`;
    case 'channel.token_expiring':
      return `${kind}:${body.channelId ?? ''}:${body.days ?? ''}`;
  }
}

/** The incident that an answer closes, so that the other reviewers need not answer. */
export const closedBy = (kind: MessageKind, body: MessageBody): string | null =>
  KIND_OF[kind] === 'review.answered' ? incidentOf('post.submitted', body) : null;
