import type { z } from 'zod';
import type { AdapterIo, PlatformAdapter } from '../kit/adapter.js';
import { segment } from '../kit/segment.js';
import { normalised } from '../kit/text.js';
import { FRESH_CODES, type FailureTable } from './errors.js';
import { graph, graphId, graphList } from './graph.js';

/** What differs between the networks that take comments through the Graph API. */
export interface CommentRules<Row> {
  codes: FailureTable;
  /** Parameters that list the latest comments. */
  list: Record<string, string>;
  row: z.ZodType<Row>;
  text(row: Row): string;
  /** Whether the account wrote the comment; true when the row does not tell. */
  isOurs(row: Row, account: AdapterIo['account']): boolean;
}

/** First comments of Facebook and Instagram: written under the post, and found again by their text. */
export const graphComments = <Row>({
  codes: table,
  list,
  row,
  text: textOf,
  isOurs,
}: CommentRules<Row>): Required<Pick<PlatformAdapter, 'comment' | 'findComment'>> => ({
  async comment(io, remoteId, text) {
    const { data } = await graph(
      io,
      {
        method: 'POST',
        path: `/${segment(remoteId)}/comments`,
        params: { message: text },
        schema: graphId,
        visible: true,
        codes: FRESH_CODES,
      },
      table,
    );
    return { commentId: data.id };
  },

  async findComment(io, remoteId, text) {
    const { data } = await graph(
      io,
      {
        method: 'GET',
        path: `/${segment(remoteId)}/comments`,
        params: list,
        schema: graphList(row),
        list: true,
      },
      table,
    );
    const found = data.data.some(
      (one) => normalised(textOf(one)) === normalised(text) && isOurs(one, io.account),
    );
    return found ? 'yes' : 'no';
  },
});
