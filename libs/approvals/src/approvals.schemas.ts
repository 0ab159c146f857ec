import { z } from 'zod';

const note = z.string().trim().max(2000);
export const submitPost = z.strictObject({ note: note.optional() }).meta({ id: 'SubmitPost' });
export const withdrawPost = z.strictObject({ note: note.optional() }).meta({ id: 'WithdrawPost' });
/** Names the revision that was read: another one under review is refused. */
const revisionHash = z.string().regex(/^[0-9a-f]{64}$/);
export const approvePost = z
  .strictObject({ revisionHash, note: note.optional() })
  .meta({ id: 'ApprovePost' });
export const requestChanges = z
  .strictObject({ note: note.min(1), revisionHash: revisionHash.optional() })
  .meta({ id: 'RequestChanges' });
