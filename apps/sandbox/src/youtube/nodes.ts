import { isoOf } from '../core/clock.js';
import type { Admitted } from '../core/exchange.js';
import type { Post } from '../core/posts.js';
import { channelIdOf, videoOf, type WrittenStatus, type YouTube } from './store.js';

type Node = Record<string, unknown>;

/** Parts that a request asks for. */
export const partsOf = (call: Admitted): string[] => (call.params.get('part') ?? '').split(',');

/** `uploaded` until it is processed; then `processed` or `failed`. */
export function uploadStatus(youtube: YouTube, post: Post, now: number): string {
  const { uploadedAt, failure } = videoOf(post);
  if (now < uploadedAt + youtube.settings.videoDelayMs) return 'uploaded';
  return failure === null ? 'processed' : 'failed';
}

/** A video resource with the parts asked for. @param written the status as it is shown */
export function videoNode(
  youtube: YouTube,
  post: Post,
  call: Admitted,
  parts: readonly string[],
  written: WrittenStatus = videoOf(post).status,
): Node {
  const video = videoOf(post);
  const state = uploadStatus(youtube, post, call.arrivedAt);
  const isPublic = written.privacyStatus === 'public';
  const snippet = {
    // When it was made public; of all others, when it was uploaded.
    publishedAt: isoOf(isPublic ? (post.visibleAt ?? post.createdAt) : post.createdAt),
    channelId: channelIdOf(post.account),
    title: video.title,
    description: post.text,
    categoryId: video.categoryId,
    ...(video.tags.length > 0 ? { tags: video.tags } : {}),
  };
  const status = {
    uploadStatus: state,
    ...(state === 'failed' ? { failureReason: video.failure } : {}),
    ...written,
    madeForKids: written.selfDeclaredMadeForKids,
  };
  return {
    kind: 'youtube#video',
    etag: post.id,
    id: post.id,
    ...(parts.includes('snippet') ? { snippet } : {}),
    ...(parts.includes('status') ? { status } : {}),
  };
}

/** The status that reads show: the one before, until a change has reached them. */
export function shownStatus(youtube: YouTube, post: Post, now: number): WrittenStatus {
  const { status, before, changedAt } = videoOf(post);
  return now < changedAt + youtube.settings.visibilityLagMs ? before : status;
}

/** A page of a list, in Google's form. */
export function pageOf<T>(
  call: Admitted,
  kind: string,
  rows: readonly T[],
  most: number,
  toNode: (row: T) => Node,
): { status: number; body: Node } {
  const size = Math.min(most, Math.max(1, Number(call.params.get('maxResults') ?? 5) || 5));
  const start = Number((call.params.get('pageToken') ?? 'P0').slice(1)) || 0;
  const next = start + size;
  return {
    status: 200,
    body: {
      kind: `youtube#${kind}ListResponse`,
      etag: 'list',
      ...(next < rows.length ? { nextPageToken: `P${next}` } : {}),
      pageInfo: { totalResults: rows.length, resultsPerPage: size },
      items: rows.slice(start, next).map(toNode),
    },
  };
}
