import { z } from 'zod';
import type { Account } from '../core/accounts.js';

const section = z.object({ id: z.string().regex(/^\d+$/), name: z.string() });
const board = z.object({
  id: z.string().regex(/^\d+$/),
  name: z.string(),
  privacy: z.enum(['PUBLIC', 'PROTECTED', 'SECRET']).default('PUBLIC'),
  sections: z.array(section).default([]),
});
export type Board = z.infer<typeof board>;

/** The board that every account has. */
export const FIRST_BOARD = '1022106146619699841';

/** Boards of an account whose options name none; ids as Pinterest makes them, beyond 2^53. */
const USUAL: readonly Board[] = [
  {
    id: FIRST_BOARD,
    name: 'Solutions',
    privacy: 'PUBLIC',
    sections: [
      { id: '5258814934636085101', name: 'Logement' },
      { id: '5258814934636085102', name: 'Emploi' },
    ],
  },
  {
    id: '1022106146619699842',
    name: 'Recettes de saison',
    privacy: 'PUBLIC',
    sections: [{ id: '5258814934636085103', name: 'Soupes' }],
  },
  { id: '1022106146619699843', name: 'Brouillons', privacy: 'SECRET', sections: [] },
];

/** All boards of an account: `boards` among its options, or the usual ones. */
export function boardsOf({ options }: Account): readonly Board[] {
  return options.boards === undefined ? USUAL : z.array(board).parse(options.boards);
}

/** Those that its token sees: secret ones only with the scopes for them (`secretScopes` among its options). */
export const seenBoards = (account: Account): Board[] =>
  boardsOf(account).filter(({ privacy }) => privacy !== 'SECRET' || account.options.secretScopes === true);
