import type { Step, StepIo } from '../kit/adapter.js';
import { PlatformError } from '../kit/platform-error.js';
import { stringOption } from '../rules/check-options.js';
import { create } from './create.js';
import { CODE } from './errors.js';
import { firstUpload, mediaIds } from './media.js';
import { twinOf } from './posts.js';

/** Name of the visible step. */
export const POST = 'post';

/** The one visible call. Source: X API v2, create post. */
export const publishStep: Step = {
  name: POST,
  kind: 'publish',
  phase: 'fire',
  effect: 'once',
  run: async (io) => {
    try {
      return { state: 'done', output: { id: await create(io, postOf(io)) } };
    } catch (error) {
      throw error instanceof PlatformError ? await understood(io, error) : error;
    }
  },
};

/** Who may reply is left out where everybody may: X has no word for it. */
function postOf(io: StepIo): Record<string, unknown> {
  const { text, media, options } = io.content;
  const replies = stringOption(options, 'replyControl');
  return {
    ...(text === '' ? {} : { text }),
    ...(media.length === 0 ? {} : { media: { media_ids: mediaIds(io) } }),
    ...(replies === null || replies === 'everyone' ? {} : { reply_settings: replies }),
  };
}

async function understood(io: StepIo, error: PlatformError): Promise<PlatformError> {
  const { detail } = error;
  const restartFrom = firstUpload(io.content);
  // After a day X has dropped the uploads.
  if (detail.code === CODE.media && restartFrom) return new PlatformError({ ...detail, restartFrom });
  return detail.code === CODE.forbidden || detail.class === 'duplicate' ? explained(io, error) : error;
}

/**
 * X refuses a duplicate without naming the post, and with the status and type of every other refusal. So the account's
 * latest posts are read: with the same words among them it is a duplicate, of which the engine finds out whether it is
 * ours; without, the refusal is one of the content.
 */
async function explained(io: StepIo, error: PlatformError): Promise<PlatformError> {
  const { detail } = error;
  const isDuplicate = detail.class === 'duplicate';
  try {
    const twin = await twinOf(io);
    if (twin) {
      const said = { class: 'duplicate', refused: false, hint: 'duplicate_post' } as const;
      return new PlatformError({ ...detail, ...said, duplicateOf: twin.id });
    }
    if (isDuplicate) return error;
    return new PlatformError({ ...detail, class: 'permanent', hint: 'content_refused' });
  } catch (unread) {
    if (!(unread instanceof PlatformError) || isDuplicate) return error;
    return new PlatformError({ ...detail, class: 'unknown', refused: false, hint: 'may_be_live' });
  }
}
