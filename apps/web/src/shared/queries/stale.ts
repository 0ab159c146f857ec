import { key, type Family, type Key } from './keys';

const families = (...names: Family[]): Key[] => names.map((name) => key(name));
const everything: Key[] = [[]];

/**
 * What each act makes stale, beyond what its own answer has replaced. A new query must be added to the acts that
 * change it.
 */
export const stale = {
  /** An act on a post: its state and everything that depends on it. */
  postActedOn: () => families('post', 'posts', 'calendar', 'capacity'),
  /** A draft was saved, or a post got its first date; the answer has the post itself. */
  postSaved: () => families('posts', 'calendar', 'capacity'),
  postDuplicated: () => families('posts', 'calendar'),
  /** The post itself is removed from the cache, not refetched. */
  postDeleted: () => families('posts', 'calendar', 'capacity'),
  /** Also after a refusal, because the calendar showed the move before the answer. */
  postMoved: (id: string) => [...families('calendar', 'capacity'), key('post', id)],
  /** A person's decision about a publication. */
  publicationActedOn: () => families('post', 'publication', 'calendar'),

  channelChanged: () => families('channels'),
  formatChanged: () => families('formats'),
  audienceMade: () => families('audiences'),
  campaignMade: () => families('campaigns'),
  /** Channels and members show their establishment. */
  establishmentChanged: () => families('establishments', 'channels', 'members'),

  /** A medium was added or changed; the answer has a changed one. */
  libraryChanged: () => [key('media', 'list')],
  mediumDeleted: () => families('media'),

  memberChanged: () => families('members'),
  /** The person's permissions depend on the organisation's rules. */
  organisationChanged: () => families('me'),
  apiKeyChanged: () => families('api-keys'),

  /** Name, password or second factor changed: every answer may differ now. */
  accountChanged: () => everything,
  passkeyChanged: () => families('passkeys', 'me'),
  sessionEnded: () => families('sessions'),
  /** The same person signed in again: changes in between are unknown. */
  signedInAgain: () => everything,
  /** The server requires something first; `me` says what. */
  somethingOwed: () => families('me'),

  notificationsRead: () => families('notifications'),
  notificationPreferencesChanged: () => families('notification-preferences'),
} satisfies Record<string, (id: string) => readonly Key[]>;

/** The subject of a live event. */
export interface LiveChange {
  id?: string;
  postId?: string;
}

/** What each live event makes stale. */
export const live = {
  'post.changed': ({ id }) => [...families('calendar', 'posts'), ...(id ? [key('post', id)] : [])],
  'publication.changed': ({ id, postId }) => [
    ...families('calendar'),
    ...(postId ? [key('post', postId)] : []),
    ...(id ? [key('publication', id)] : []),
  ],
  'notification.changed': () => families('notifications'),
} satisfies Record<string, (change: LiveChange) => readonly Key[]>;

/** What may have changed while no live events arrived. */
export const afterGap = (): Key[] => families('calendar', 'posts', 'post', 'publication', 'notifications');
