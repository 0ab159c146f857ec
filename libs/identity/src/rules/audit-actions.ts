/** Subject of a history entry: the table's noun. */
export type AuditSubject =
  | 'account'
  | 'api_key'
  | 'campaign'
  | 'channel'
  | 'channel_link'
  | 'establishment'
  | 'format'
  | 'invitation'
  | 'media'
  | 'member'
  | 'organisation'
  | 'post'
  | 'publication';

interface ActionDetail<Detail extends object> {
  subject: AuditSubject;
  /** Only a type: the detail beside author, time and subject. */
  detail?: Detail;
}

const about = <Detail extends object = Record<string, never>>(
  subject: AuditSubject,
): ActionDetail<Detail> => ({
  subject,
});

/** Changed members, with their new values. */
type Changes = Readonly<Record<string, unknown>>;

/**
 * Every action in an organisation's history, with its subject and detail. The displayed words are in the web
 * application's catalogues, under `settings.action`; a test finds missing ones.
 */
export const AUDIT_ACTIONS = {
  'account.renamed': about<{ from: string; to: string }>('account'),
  'api_key.created': about<{ name: string; scopes: readonly string[]; expiresAt: string }>('api_key'),
  'api_key.removed': about<{ name: string; userId: string }>('api_key'),
  'baseline.added': about<Changes>('format'),
  'campaign.created': about<{ name: string }>('campaign'),
  'channel.changed': about<Changes>('channel'),
  /** `link` when the owner of the account connected it, by a link that the member had made. */
  'channel.connected': about<{ platform: string; remoteId: string; link?: string }>('channel'),
  'channel.reconnected': about<{ link?: string }>('channel'),
  'channel.released': about('channel'),
  'channel.removed': about('channel'),
  'channel_link.made': about<{ platform: string; establishmentId: string }>('channel_link'),
  'channel_link.revoked': about<{ platform: string; establishmentId: string }>('channel_link'),
  'establishment.changed': about<Changes>('establishment'),
  'establishment.created': about<{ name: string }>('establishment'),
  'format.created': about<{ key: string; baseline: string }>('format'),
  'media.added': about<{ name: string; sha256: string; establishmentId: string }>('media'),
  'media.changed': about<Changes>('media'),
  /** `unused` when Lineup removed media that no post had shown for long. */
  'media.removed': about<{ name?: string; unused?: true }>('media'),
  /** `by` names the command when it came from the command line. */
  'member.added': about<{ email: string; role: string; by: string }>('member'),
  'member.invitation_revoked': about<{ email: string; role: string }>('invitation'),
  'member.invited': about<{ email: string; role: string; establishmentId: string }>('invitation'),
  'member.joined': about<{ email: string; role: string; establishmentId: string; invitedBy: string }>(
    'member',
  ),
  'member.removed': about<{ userId: string; role: string }>('member'),
  'member.role_changed': about<{ from: string; to: string }>('member'),
  'organisation.changed': about<Changes>('organisation'),
  'post.approved': about<{ revision: number; hash: string; note: string | null }>('post'),
  'post.cancelled': about<{ from: string }>('post'),
  'post.changes_requested': about<{ revision: number; note: string }>('post'),
  'post.created': about<{ title: string }>('post'),
  'post.deleted': about<{ title: string }>('post'),
  'post.duplicated': about<{ of: string }>('post'),
  'post.edited': about<{ state: string; fields: readonly string[] }>('post'),
  'post.published_now': about('post'),
  /** Empty when the date was removed. */
  'post.scheduled': about<Changes>('post'),
  'post.submitted': about<{ revision: number; hash: string; note: string | null }>('post'),
  'post.withdrawn': about<{ from: string; note?: string }>('post'),
  'publication.resolved': about<{ postId: string; outcome: string; remoteUrl: string | null }>('publication'),
  'publication.retried': about<{ postId: string }>('publication'),
} satisfies Record<string, ActionDetail<object>>;

export type AuditAction = keyof typeof AUDIT_ACTIONS;
export type AuditDetail<A extends AuditAction> = NonNullable<(typeof AUDIT_ACTIONS)[A]['detail']>;
