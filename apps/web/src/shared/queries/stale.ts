import { key, type Family, type Key } from './keys';

const families = (...names: Family[]): Key[] => names.map((name) => key(name));
const everything: Key[] = [[]];

/**
 * What each act makes out of date, beyond what its own answer has already replaced. Whoever adds a query looks here
 * for the acts that change what it shows.
 */
export const stale = {
  /** A person decided something about a post: its life goes on, and what hangs on it. */
  postActedOn: () => families('post', 'posts', 'calendar', 'capacity'),
  /** A draft was saved, or a post got its first date; the post itself is known from the answer. */
  postSaved: () => families('posts', 'calendar', 'capacity'),
  postDuplicated: () => families('posts', 'calendar'),
  /** The post itself is forgotten, not asked for again. */
  postDeleted: () => families('posts', 'calendar', 'capacity'),
  /** Also when the server refused: what was shown meanwhile was a guess. */
  postMoved: (id: string) => [...families('calendar', 'capacity'), key('post', id)],
  /** A person decided something about a publication. */
  publicationActedOn: () => families('post', 'publication', 'calendar'),

  channelChanged: () => families('channels'),
  formatChanged: () => families('formats'),
  audienceMade: () => families('audiences'),
  campaignMade: () => families('campaigns'),
  /** Channels and members say where they belong. */
  establishmentChanged: () => families('establishments', 'channels', 'members'),

  /** A medium came in or changed; one that changed is known from the answer. */
  libraryChanged: () => [key('media', 'list')],
  mediumDeleted: () => families('media'),

  memberChanged: () => families('members'),
  /** What the person may do, and when, follows from the organisation's rules. */
  organisationChanged: () => families('me'),
  apiKeyChanged: () => families('api-keys'),

  /** The name, the password or the second factor: everything may answer differently now. */
  accountChanged: () => everything,
  passkeyChanged: () => families('passkeys', 'me'),
  sessionEnded: () => families('sessions'),
  /** The same person is signed in again: nothing is known about the time between. */
  signedInAgain: () => everything,
  /** The server wants something done first; asking who we are leads to it. */
  somethingOwed: () => families('me'),

  notificationsRead: () => families('notifications'),
  notificationPreferencesChanged: () => families('notification-preferences'),
} satisfies Record<string, (id: string) => readonly Key[]>;

/** What a live event names. */
export interface LiveChange {
  id?: string;
  postId?: string;
}

/** What each live event of the server makes out of date. */
export const live = {
  'post.changed': ({ id }) => [...families('calendar', 'posts'), ...(id ? [key('post', id)] : [])],
  'publication.changed': ({ id, postId }) => [
    ...families('calendar'),
    ...(postId ? [key('post', postId)] : []),
    ...(id ? [key('publication', id)] : []),
  ],
  'notification.changed': () => families('notifications'),
} satisfies Record<string, (change: LiveChange) => readonly Key[]>;

/** What may have changed while no live event could be heard. */
export const afterGap = (): Key[] => families('calendar', 'posts', 'post', 'publication', 'notifications');
