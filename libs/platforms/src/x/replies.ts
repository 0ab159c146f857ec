import type { PlatformAdapter, StepIo } from '../kit/adapter.js';
import { PlatformError } from '../kit/platform-error.js';
import { isReadDenied } from '../kit/search.js';
import { create } from './create.js';
import { CODE } from './errors.js';
import type { TimelineRow } from './schemas.js';
import { isSame, listedText, sentText } from './shown-text.js';
import { ownPosts } from './timeline.js';

/** Pages of what the account posted since, in which its reply is looked for. */
const PAGES = 3;

/** The first comment is a reply of the account to its own post, which X allows every application. */
export const replies: Required<Pick<PlatformAdapter, 'comment' | 'findComment'>> = {
  async comment(io, remoteId, text) {
    try {
      return { commentId: await create(io, { text, reply: { in_reply_to_tweet_id: remoteId } }) };
    } catch (error) {
      // Perhaps a post that is not seen yet, perhaps a reply that is there: it is looked for before it is sent again.
      if (error instanceof PlatformError && error.detail.code === CODE.forbidden) {
        throw new PlatformError({ ...error.detail, class: 'transient', refused: false, hint: undefined });
      }
      throw error;
    }
  },

  async findComment(io, remoteId, text) {
    try {
      const { rows, whole } = await ownPosts(io, { since_id: remoteId }, PAGES);
      if (rows.some((row) => answers(row, remoteId) && says(io, row, text))) return 'yes';
      return whole ? 'no' : 'unclear';
    } catch (error) {
      if (isReadDenied(error)) return 'unclear';
      throw error;
    }
  },
};

const answers = ({ referenced_tweets: others }: TimelineRow, remoteId: string): boolean =>
  others?.some(({ type, id }) => type === 'replied_to' && id === remoteId) ?? false;

/** X may begin a reply with the handle of whom it answers. */
function says(io: StepIo, row: TimelineRow, text: string): boolean {
  const handle = `@${io.account.handle.replace(/^@/u, '')} `.toLowerCase();
  const said = row.text.toLowerCase().startsWith(handle) ? row.text.slice(handle.length) : row.text;
  return isSame(listedText({ ...row, text: said }), sentText(text));
}
