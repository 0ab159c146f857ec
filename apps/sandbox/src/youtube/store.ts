import { randomBytes } from 'node:crypto';
import type { Account } from '../core/accounts.js';
import type { Admitted } from '../core/exchange.js';
import type { Post } from '../core/posts.js';
import type { SandboxState } from '../core/sandbox-state.js';
import type { Table } from '../core/table.js';
import { youtubeError, youtubeNetwork } from './network.js';
import { YOUTUBE_SETTINGS } from './settings.js';

export const PRIVACIES = ['public', 'unlisted', 'private'] as const;
export type Privacy = (typeof PRIVACIES)[number];

/** What may be written of a video's status; an update replaces all of it. */
export interface WrittenStatus {
  privacyStatus: Privacy;
  selfDeclaredMadeForKids: boolean;
  license: string;
  embeddable: boolean;
  publicStatsViewable: boolean;
}

/** A video as YouTube keeps it, beside its description and its file. */
export interface Video {
  title: string;
  tags: string[];
  categoryId: string;
  status: WrittenStatus;
  /** What reads show until the last change has reached them. */
  before: WrittenStatus;
  changedAt: number;
  uploadedAt: number;
  /** `failureReason`, once it is processed. */
  failure: string | null;
}

/** A resumable upload. */
export interface Session {
  id: string;
  account: string;
  video: Pick<Video, 'title' | 'tags' | 'categoryId' | 'status'> & { description: string };
  size: number;
  received: number;
  parts: string[];
  createdAt: number;
  videoId: string | null;
}

export interface PlaylistItem {
  id: string;
  playlistId: string;
  account: string;
  videoId: string;
}

/** A playlist that every channel has. */
export const PLAYLIST = 'PL00000000000000000000000000000001';

/** As `UC` and 22 characters; a number is one of them, in front of which zeros stand. */
export const channelIdOf = (accountId: string): string =>
  accountId.startsWith('UC') ? accountId : `UC${accountId.padStart(22, '0')}`;

const token = (length: number): string => randomBytes(length).toString('base64url').slice(0, length);

export const newChannelId = (): string => `UC${token(22)}`;

/** Eleven characters, of which the first may be any: here they are those that clients stumble over. */
export const newVideoId = (): string => `-_${token(9)}`;
export const VIDEO_IDS = /-_[\w-]{9}/g;

/** YouTube's state. */
export class YouTube {
  readonly network = youtubeNetwork();
  readonly sessions: Table<Session>;
  readonly items: Table<PlaylistItem>;

  constructor(readonly sandboxState: SandboxState) {
    this.sessions = sandboxState.table<Session>('youtube.sessions', (session) => session.id);
    this.items = sandboxState.table<PlaylistItem>('youtube.playlistItems', (item) => item.id);
  }

  get settings() {
    return this.sandboxState.settings.of('youtube', YOUTUBE_SETTINGS);
  }

  /** A video of the token's channel. */
  own(call: Admitted, id: string): Post {
    const post = this.sandboxState.posts.get('youtube', id);
    if (post?.account === call.account.id) return post;
    throw youtubeError(404, 'videoNotFound', 'The video cannot be found.');
  }

  /** Videos of a channel, those that nobody sees too, the newest first. */
  uploads(account: Account): Post[] {
    const own = [...this.sandboxState.posts.all()].filter(
      (post) => post.platform === 'youtube' && post.account === account.id && post.deletedAt === null,
    );
    return own.reverse();
  }

  /** Whether an unaudited project keeps the video private, whatever was asked. */
  heldTo(asked: Privacy): Privacy {
    return this.settings.unaudited ? 'private' : asked;
  }
}

/** What YouTube keeps of a video; one from before the sandbox is public and processed. */
export function videoOf(post: Post): Video {
  const { video } = post.details;
  if (typeof video === 'object' && video !== null) return video as Video;
  const status: WrittenStatus = {
    privacyStatus: 'public',
    selfDeclaredMadeForKids: false,
    license: 'youtube',
    embeddable: true,
    publicStatsViewable: true,
  };
  return {
    title: '',
    tags: [],
    categoryId: '22',
    status,
    before: status,
    changedAt: post.createdAt,
    uploadedAt: post.createdAt,
    failure: null,
  };
}
