/** Kinds of notifications, each with a preference. */
export const NOTIFICATION_KINDS = [
  'publication.failed',
  'publication.needs_attention',
  'publication.overdue',
  'channel.reconnect_needed',
  'channel.held',
  'channel.token_expiring',
  'review.asked',
  'review.answered',
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** Where a person is notified of a kind; neither means not at all. */
export interface Choice {
  inApp: boolean;
  email: boolean;
}
export type Choices = Partial<Record<NotificationKind, Choice>>;

/** Default: every kind in both places, so that what needs a person reaches one. */
export const choiceOf = (choices: Choices, kind: NotificationKind): Choice =>
  choices[kind] ?? { inApp: true, email: true };

/** Facts of an incident, as they were when it happened. */
export interface Facts {
  postId?: string;
  postTitle?: string;
  channelId?: string;
  channelName?: string;
  /** The person who submitted or decided. */
  byName?: string;
  approved?: boolean;
  note?: string;
  /** Days before a credential expires. */
  days?: number;
}

/** Path in the application where the person can act on it. */
export function addressOf(kind: NotificationKind, { postId }: Facts): string {
  if (kind === 'publication.overdue') return '/health';
  if (kind === 'review.asked') return `/review/${postId ?? ''}`;
  return postId ? `/posts/${postId}` : '/channels';
}
