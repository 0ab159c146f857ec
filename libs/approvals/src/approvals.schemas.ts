import { z } from 'zod';
import { LONGEST_NOTE } from '#rules/posts';

const note = z.string().trim().max(LONGEST_NOTE);
export const submitPost = z.strictObject({ note: note.optional() }).meta({ id: 'SubmitPost' });
export const withdrawPost = z.strictObject({ note: note.optional() }).meta({ id: 'WithdrawPost' });
/** Hash of the revision that was read: the request is refused when another one is under review. */
const revisionHash = z.string().regex(/^[0-9a-f]{64}$/);
export const approvePost = z
  .strictObject({ revisionHash, note: note.optional() })
  .meta({ id: 'ApprovePost' });
export const requestChanges = z
  .strictObject({ note: note.min(1), revisionHash: revisionHash.optional() })
  .meta({ id: 'RequestChanges' });
