import type { NotificationKind } from '../kinds.js';
import type { Speak } from './words.js';

const post = (title: string | undefined): string => (title ? `“${title}”` : 'an untitled post');
const channel = (name: string | undefined): string => name ?? 'a channel';
const SEEN_ON_THE_POST = 'Open the post: the sentence beside each delivery says what to do.';

/** Notifications in English. */
export const en: Record<NotificationKind, Speak> = {
  'publication.failed': ({ postTitle, channelName }, count) => ({
    title:
      count > 1
        ? `${count} deliveries of ${post(postTitle)} failed`
        : `The delivery of ${post(postTitle)} to ${channel(channelName)} failed`,
    text: SEEN_ON_THE_POST,
  }),
  'publication.needs_attention': ({ postTitle, channelName }, count) => ({
    title:
      count > 1
        ? `${count} deliveries of ${post(postTitle)} need checking`
        : `The delivery of ${post(postTitle)} to ${channel(channelName)} needs checking`,
    text: 'It may be live, and the network does not tell. Look at the account, then choose published or not published.',
  }),
  'publication.overdue': ({ postTitle }, count) => ({
    title:
      count > 1
        ? `${count} deliveries were due, and nothing was tried`
        : `${post(postTitle)} was due, and nothing was tried`,
    text: 'The Health page says what is missing. Nothing goes out twice: deliveries resume by themselves.',
  }),
  'channel.reconnect_needed': ({ channelName }) => ({
    title: `${channel(channelName)} needs reconnecting`,
    text: 'The network no longer accepts the access it gave. Planned posts wait, and go out by themselves once it is reconnected.',
  }),
  'channel.held': ({ channelName }) => ({
    title: `${channel(channelName)} was told by its network to wait for more than a day`,
    text: 'Lineup waits for a day only, then asks again. Look at the account on the network; if all is well there, choose “Stop waiting” on the Channels page.',
  }),
  'channel.token_expiring': ({ channelName, days }) => ({
    title:
      days === 1
        ? `The access to ${channel(channelName)} ends tomorrow`
        : `The access to ${channel(channelName)} ends in ${days ?? 'a few'} days`,
    text: 'Reconnect this channel before then, and nothing is interrupted.',
  }),
  'review.asked': ({ postTitle, byName, note }) => ({
    title: `${byName ?? 'Somebody'} asks you to review ${post(postTitle)}`,
    text: note ?? '',
  }),
  'review.answered': ({ postTitle, byName, note, approved }) => ({
    title: `${byName ?? 'Somebody'} ${approved ? 'approved' : 'asks for changes to'} ${post(postTitle)}`,
    text: note ?? '',
  }),
};
