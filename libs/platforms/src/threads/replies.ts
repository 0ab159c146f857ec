import type { PlatformAdapter } from '../kit/adapter.js';
import { segment } from '../kit/segment.js';
import { normalised } from '../kit/text.js';
import { FRESH_CODES } from '../meta/errors.js';
import { graph, graphId, graphList } from '../meta/graph.js';
import { THREADS_CODES } from './errors.js';
import { replyRow } from './schemas.js';

/**
 * The first comment is a reply of the account to its own post, published by the call that makes it. Source: Threads
 * API, create replies (`auto_publish_text`: the answer names the reply).
 */
export const replies: Required<Pick<PlatformAdapter, 'comment' | 'findComment'>> = {
  async comment(io, remoteId, text) {
    const { data } = await graph(
      io,
      {
        method: 'POST',
        path: `/${segment(io.account.remoteId)}/threads`,
        params: { media_type: 'TEXT', text, reply_to_id: remoteId, auto_publish_text: 'true' },
        schema: graphId,
        visible: true,
        // The post may be unknown to a replica for some seconds.
        codes: { ...FRESH_CODES, '24/4279009': { class: 'transient', retryAfterMs: 10_000 } },
      },
      THREADS_CODES,
    );
    return { commentId: data.id };
  },

  async findComment(io, remoteId, text) {
    const { data } = await graph(
      io,
      {
        method: 'GET',
        path: `/${segment(remoteId)}/replies`,
        params: { fields: 'id,text,username,is_reply_owned_by_me', limit: '100' },
        schema: graphList(replyRow),
        list: true,
      },
      THREADS_CODES,
    );
    const found = data.data.some(
      ({ text: said, username, is_reply_owned_by_me: own }) =>
        normalised(said) === normalised(text) && (own ?? (!username || username === io.account.handle)),
    );
    return found ? 'yes' : 'no';
  },
};
