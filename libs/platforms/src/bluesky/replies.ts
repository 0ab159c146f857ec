import type { PlatformAdapter, StepIo } from '../kit/adapter.js';
import { PlatformError } from '../kit/platform-error.js';
import { resolved } from './mentions.js';
import { readRecord } from './read.js';
import { replyRecord } from './record.js';
import { writeRecord } from './steps.js';
import { instantOfKey, recordKey } from './tid.js';

/** The same key for the same words below the same post: a repetition writes no second reply. */
const keyOf = (postKey: string, text: string): string =>
  recordKey(instantOfKey(postKey) + 1, `${postKey}|${text}`);

/**
 * The first comment is a reply of the account to its own post, written under a key that its words give. A server would
 * take a reply to a post that does not exist, so the post is read first.
 */
export const replies: Required<Pick<PlatformAdapter, 'comment' | 'findComment'>> = {
  async comment(io, remoteId, text) {
    const post = await readRecord(io, remoteId);
    if (!post) throw postGone();
    const { uri, cid } = post.data;
    const key = keyOf(remoteId, text);
    const createdAt = repliedAt(post.response.headers.date, remoteId);
    const mentioned = await resolved(io, text);
    const record = replyRecord(io.content, { text, createdAt, mentioned }, { uri, cid });
    await writeOnce(io, key, record);
    return { commentId: key };
  },

  findComment: async (io, remoteId, text) =>
    (await readRecord(io, keyOf(remoteId, text))) === null ? 'no' : 'yes',
};

/** Whatever has the key already is an earlier attempt, of another instant. */
async function writeOnce(io: StepIo, key: string, record: Record<string, unknown>): Promise<void> {
  try {
    await writeRecord(io, key, record);
  } catch (error) {
    if (error instanceof PlatformError && error.detail.code === 'InvalidSwap') return;
    throw error;
  }
}

/** Now by the server’s clock, and after the post. */
function repliedAt(date: string | undefined, postKey: string): string {
  const postMs = instantOfKey(postKey);
  const nowMs = Date.parse(date ?? '');
  return new Date(nowMs > postMs && nowMs < postMs + 366 * 86_400_000 ? nowMs : postMs + 1).toISOString();
}

const postGone = (): PlatformError =>
  new PlatformError({
    class: 'permanent',
    cause: 'network',
    code: 'RecordNotFound',
    message: 'the post is not there any more',
    refused: true,
    hint: 'target_missing',
  });
