import { z } from 'zod';
import { isoOf } from '../core/clock.js';
import { decimalId } from '../core/ids.js';
import type { Admitted, Reply } from '../core/exchange.js';
import type { Comment } from '../core/posts.js';
import { youtubeError } from './network.js';
import { pageOf, partsOf } from './nodes.js';
import { channelIdOf, PLAYLIST, type PlaylistItem, videoOf, type YouTube } from './store.js';

const uploadsOf = (accountId: string): string => `UU${channelIdOf(accountId).slice(2)}`;

/** `GET /youtube/v3/channels?mine=true`. */
export function listChannels(_youtube: YouTube, call: Admitted): Reply {
  const { account } = call;
  const parts = partsOf(call);
  const address = `${call.origin}/sandbox/avatar/${account.id}`;
  const node = {
    kind: 'youtube#channel',
    etag: account.id,
    id: channelIdOf(account.id),
    ...(parts.includes('snippet')
      ? {
          snippet: {
            title: account.name,
            description: '',
            customUrl: `@${account.handle}`,
            publishedAt: '2020-01-01T00:00:00Z',
            thumbnails: { default: { url: address, width: 88, height: 88 } },
          },
        }
      : {}),
    ...(parts.includes('contentDetails')
      ? { contentDetails: { relatedPlaylists: { likes: '', uploads: uploadsOf(account.id) } } }
      : {}),
    ...(parts.includes('status')
      ? {
          status: {
            privacyStatus: 'public',
            isLinked: true,
            longUploadsStatus: String(account.options.longUploads ?? 'allowed'),
          },
        }
      : {}),
  };
  return pageOf(call, 'channel', [node], 50, (channel) => channel);
}

/** `GET /youtube/v3/playlists?mine=true`: one. */
export function listPlaylists(_youtube: YouTube, call: Admitted): Reply {
  const node = {
    kind: 'youtube#playlist',
    etag: PLAYLIST,
    id: PLAYLIST,
    snippet: { title: 'Parlons solutions', description: '', channelId: channelIdOf(call.account.id) },
  };
  return pageOf(call, 'playlist', [node], 50, (playlist) => playlist);
}

/** `GET /youtube/v3/playlistItems?playlistId=`: the uploads, newest first, or what was put into the playlist. */
export function listItems(youtube: YouTube, call: Admitted): Reply {
  const playlistId = call.params.get('playlistId') ?? '';
  const only = call.params.get('videoId');
  const now = call.arrivedAt - youtube.settings.visibilityLagMs;
  const wanted = (videoId: string): boolean => only === undefined || only === videoId;
  if (playlistId === uploadsOf(call.account.id)) {
    const uploads = youtube.uploads(call.account).filter((post) => post.createdAt <= now && wanted(post.id));
    return pageOf(call, 'playlistItem', uploads, 50, (post) => ({
      ...itemNode(`UUi.${post.id}`, playlistId, post.id, videoOf(post).title, post.createdAt),
      contentDetails: {
        videoId: post.id,
        ...(post.visibleAt === null ? {} : { videoPublishedAt: isoOf(post.visibleAt) }),
      },
    }));
  }
  if (playlistId !== PLAYLIST) throw youtubeError(404, 'playlistNotFound');
  const own = [...youtube.items.values()].filter(
    ({ account, videoId }) => account === call.account.id && wanted(videoId),
  );
  return pageOf(call, 'playlistItem', own, 50, ({ id, videoId }) => ({
    ...itemNode(id, playlistId, videoId, '', call.arrivedAt),
    contentDetails: { videoId },
  }));
}

const itemNode = (id: string, playlistId: string, videoId: string, title: string, at: number) => ({
  kind: 'youtube#playlistItem',
  etag: id,
  id,
  snippet: {
    publishedAt: isoOf(at),
    title,
    playlistId,
    resourceId: { kind: 'youtube#video', videoId },
  },
});

const insertBody = z.object({
  snippet: z.object({
    playlistId: z.string(),
    resourceId: z.object({ kind: z.literal('youtube#video'), videoId: z.string() }),
  }),
});

/** `POST /youtube/v3/playlistItems`: the same video as often as it is sent. */
export function insertItem(youtube: YouTube, call: Admitted): Reply {
  const body = insertBody.safeParse(call.params.json);
  if (!body.success) throw youtubeError(400, 'invalidResourceType');
  const { playlistId, resourceId } = body.data.snippet;
  if (playlistId !== PLAYLIST) throw youtubeError(404, 'playlistNotFound');
  const { id: videoId } = youtube.own(call, resourceId.videoId);
  const item: PlaylistItem = { id: decimalId('UEw'), playlistId, account: call.account.id, videoId };
  youtube.items.put(item);
  return { status: 200, body: itemNode(item.id, playlistId, videoId, '', call.arrivedAt) };
}

const threadBody = z.object({
  snippet: z.object({
    channelId: z.string(),
    videoId: z.string(),
    topLevelComment: z.object({ snippet: z.object({ textOriginal: z.string() }) }),
  }),
});

/** `POST /youtube/v3/commentThreads`: not under private videos, nor under those made for kids. */
export function insertThread(youtube: YouTube, call: Admitted): Reply {
  const body = threadBody.safeParse(call.params.json);
  if (!body.success) throw youtubeError(400, 'channelOrVideoIdMissing');
  const { videoId, channelId, topLevelComment } = body.data.snippet;
  const text = topLevelComment.snippet.textOriginal;
  const post = youtube.own(call, videoId);
  const { status } = videoOf(post);
  if (text.trim() === '') throw youtubeError(400, 'commentTextRequired');
  if (text.length > 10_000) throw youtubeError(400, 'commentTextTooLong');
  if (channelId !== channelIdOf(call.account.id)) throw youtubeError(404, 'channelNotFound');
  if (status.privacyStatus === 'private') throw youtubeError(403, 'forbidden');
  if (status.selfDeclaredMadeForKids) throw youtubeError(403, 'commentsDisabled');
  const kept = youtube.sandboxState.posts.comment({
    platform: 'youtube',
    account: call.account.id,
    post: post.id,
    id: decimalId('Ugy'),
    text,
    createdAt: call.arrivedAt,
  });
  youtube.sandboxState.effect(call.arrivedAt, 'comment', kept);
  return { status: 200, body: threadNode(kept) };
}

/** `GET /youtube/v3/commentThreads?videoId=`: the newest first. */
export function listThreads(youtube: YouTube, call: Admitted): Reply {
  const post = youtube.own(call, call.params.get('videoId') ?? '');
  const now = call.arrivedAt - youtube.settings.visibilityLagMs;
  const known = youtube.sandboxState.posts.commentsOf('youtube', post.id).filter((c) => c.createdAt <= now);
  return pageOf(call, 'commentThread', [...known].reverse(), 100, threadNode);
}

const threadNode = ({ id, account, post, text, createdAt }: Comment) => ({
  kind: 'youtube#commentThread',
  etag: id,
  id,
  snippet: {
    channelId: channelIdOf(account),
    videoId: post,
    topLevelComment: {
      kind: 'youtube#comment',
      id,
      snippet: {
        textDisplay: text,
        textOriginal: text,
        authorChannelId: { value: channelIdOf(account) },
        publishedAt: isoOf(createdAt),
      },
    },
    canReply: true,
    totalReplyCount: 0,
    isPublic: true,
  },
});
