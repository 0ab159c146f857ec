import type { AdapterIo, ListedEntry, StepIo } from '../kit/adapter.js';
import { PlatformError } from '../kit/platform-error.js';
import { stringOption } from '../rules/check-options.js';
import { pagesOf } from './pages.js';
import { boardPage, sectionPage } from './schemas.js';

/** Most rows in one answer (Pinterest API v5, pagination). */
const PAGE = 250;
/** An account has 2,000 boards at most, a board 500 sections. */
const BOARD_PAGES = 8;
const SECTION_PAGES = 2;
/** Boards whose sections are offered too: each is a call, and an application with Trial access has 1,000 a day. */
const WITH_SECTIONS = 100;
const AT_ONCE = 8;

/** Where a pin goes: a board, or one of its sections. */
export interface Place {
  board: string;
  section: string | null;
}

/** The place that an author chose: `board` or `board:section`. @throws PlatformError when it is none */
export function placeOf({ content }: Pick<StepIo, 'content'>): Place {
  const chosen = stringOption(content.options, 'board') ?? '';
  const [, board, section = null] = /^(\d{1,40})(?::(\d{1,40}))?$/u.exec(chosen) ?? [];
  if (board) return { board, section };
  throw new PlatformError({
    class: 'permanent',
    cause: 'content',
    code: 'board_missing',
    message: 'no board was chosen',
    refused: true,
    hint: 'target_missing',
  });
}

/**
 * The account's boards, each followed by its sections. Secret and protected ones are left out: a pin there is not
 * published.
 */
export async function listBoards(io: AdapterIo): Promise<ListedEntry[]> {
  const boards: ListedEntry[] = [];
  const list = { path: '/boards', size: PAGE, pages: BOARD_PAGES, schema: boardPage };
  for await (const rows of pagesOf(io, list)) {
    boards.push(...rows.filter(({ privacy }) => privacy === 'PUBLIC' || privacy === ''));
  }
  const sections = await inGroups(boards.slice(0, WITH_SECTIONS), (board) => sectionsOf(io, board));
  return boards.flatMap(({ id, name }, index) => [{ id, name }, ...(sections[index] ?? [])]);
}

async function sectionsOf(io: AdapterIo, board: ListedEntry): Promise<ListedEntry[]> {
  const sections: ListedEntry[] = [];
  const path = `/boards/${board.id}/sections`;
  for await (const rows of pagesOf(io, { path, size: PAGE, pages: SECTION_PAGES, schema: sectionPage })) {
    sections.push(
      ...rows.map(({ id, name }) => ({ id: `${board.id}:${id}`, name: `${board.name} › ${name}` })),
    );
  }
  return sections;
}

/** Results in the order of the items, a few of them at once. */
async function inGroups<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(work))));
  }
  return results;
}
