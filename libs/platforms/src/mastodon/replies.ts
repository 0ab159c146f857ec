import type { PlatformAdapter } from '../kit/adapter.js';
import { isReadDenied } from '../kit/search.js';
import { ownPage, PAGE, says } from './posts.js';
import { keyFor, sharedParameters, write } from './status.js';

/** Pages of what the account wrote right after its post, in which the reply is looked for. */
const PAGES = 3;

/** The first comment is a reply of the account to its own post, seen by the same people, under a key of its own. */
export const replies: Required<Pick<PlatformAdapter, 'comment' | 'findComment'>> = {
  async comment(io, remoteId, text) {
    const { id } = await write(io, keyFor('comment', io.publication.id, text), {
      status: text,
      in_reply_to_id: remoteId,
      ...sharedParameters(io.content),
    });
    return { commentId: id };
  },

  async findComment(io, remoteId, text) {
    try {
      let after = remoteId;
      for (let page = 0; page < PAGES; page++) {
        const rows = await ownPage(io, { min_id: after });
        for (const row of rows) {
          if (row.in_reply_to_id === remoteId && (await says(io, row, text))) return 'yes';
        }
        const [newest] = rows;
        if (!newest || rows.length < PAGE) return 'no';
        after = newest.id;
      }
      return 'unclear';
    } catch (error) {
      if (isReadDenied(error)) return 'unclear';
      throw error;
    }
  },
};
