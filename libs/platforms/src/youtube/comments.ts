import type { StepIo } from '../kit/adapter.js';
import { PlatformError } from '../kit/platform-error.js';
import { isReadDenied } from '../kit/search.js';
import { normalised } from '../kit/text.js';
import { dataApi } from './api.js';
import { wantedPrivacy } from './metadata.js';
import { threadAnswer, threadsAnswer } from './schemas.js';

/** A video that was just published may not be known to the comments yet, ms. */
const KNOWN_AGAIN_MS = 30_000;

/** Writes a comment of the channel under its video; private videos take none. Source: commentThreads.insert. */
export async function comment(io: StepIo, videoId: string, text: string): Promise<{ commentId: string }> {
  if (wantedPrivacy(io.content) === 'private') {
    throw new PlatformError({
      class: 'permanent',
      cause: 'content',
      code: 'private_video',
      message: 'a private video takes no comments',
      refused: true,
      hint: 'privacy_level_unavailable',
    });
  }
  const snippet = {
    channelId: io.account.remoteId,
    videoId,
    topLevelComment: { snippet: { textOriginal: text } },
  };
  try {
    const { id } = await dataApi(io, {
      method: 'POST',
      resource: 'commentThreads',
      query: { part: 'snippet' },
      json: { snippet },
      schema: threadAnswer,
      visible: true,
    });
    return { commentId: id };
  } catch (error) {
    if (error instanceof PlatformError && error.detail.code === 'videoNotFound') {
      throw new PlatformError({ ...error.detail, class: 'transient', retryAfterMs: KNOWN_AGAIN_MS });
    }
    throw error;
  }
}

/** Looks for our comment among the newest hundred. */
export async function findComment(
  io: StepIo,
  videoId: string,
  text: string,
): Promise<'yes' | 'no' | 'unclear'> {
  try {
    const { items, nextPageToken } = await dataApi(io, {
      method: 'GET',
      resource: 'commentThreads',
      query: { part: 'snippet', videoId, order: 'time', textFormat: 'plainText', maxResults: '100' },
      schema: threadsAnswer,
      answer: 'list',
    });
    const ours = items.some(({ snippet: { topLevelComment } }) => {
      const { authorChannelId, textOriginal } = topLevelComment.snippet;
      return authorChannelId?.value === io.account.remoteId && normalised(textOriginal) === normalised(text);
    });
    if (ours) return 'yes';
    return nextPageToken ? 'unclear' : 'no';
  } catch (error) {
    if (isReadDenied(error)) return 'unclear';
    throw error;
  }
}
