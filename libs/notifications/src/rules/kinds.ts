/** What people are told of, and may choose about. */
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

/** Where a person wants to hear of a kind; neither means not at all. */
export interface Choice {
  inApp: boolean;
  email: boolean;
}
export type Choices = Partial<Record<NotificationKind, Choice>>;

/** Everything in both places until a person says otherwise: what needs a hand must reach one. */
export const choiceOf = (choices: Choices, kind: NotificationKind): Choice =>
  choices[kind] ?? { inApp: true, email: true };

/** What is known of an incident when it is told; kept as it was then. */
export interface Facts {
  postId?: string;
  postTitle?: string;
  channelId?: string;
  channelName?: string;
  /** Who submitted or decided. */
  byName?: string;
  approved?: boolean;
  note?: string;
  /** Before a token ends. */
  days?: number;
}

/** Where in the application the person can do something about it. */
export function placeOf(kind: NotificationKind, { postId }: Facts): string {
  if (kind === 'publication.overdue') return '/health';
  if (kind === 'review.asked') return `/review/${postId ?? ''}`;
  return postId ? `/posts/${postId}` : '/channels';
}
