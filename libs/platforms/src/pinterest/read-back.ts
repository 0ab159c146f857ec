import type { ReconcileIo, SearchIo, StepIo } from '../kit/adapter.js';
import { isReadDenied, searchWindow } from '../kit/search.js';
import { CLOCK_SKEW_MS, instantMs } from '../kit/text.js';
import type { Reconciliation, RemotePost } from '../rules/outcome.js';
import { placeOf } from './boards.js';
import { isNamed, likeness } from './likeness.js';
import { pagesOf } from './pages.js';
import { wordsOf } from './pin.js';
import { type PinRow, pinPage } from './schemas.js';

/** Rows in one answer: a carousel's row is long. */
const PAGE = 100;
/** Pages that are read of a board. */
const PAGES = 5;

export const pinAddress = (id: string): string => `https://www.pinterest.com/pin/${id}/`;
const found = ({ id }: PinRow): RemotePost => ({ remoteId: id, remoteUrl: pinAddress(id) });

/** Instants have no zone in what Pinterest answers, and mean UTC; NaN when unreadable. */
const createdAt = (text: string): number =>
  instantMs(/(?:[zZ]|[+-]\d{2}:?\d{2})$/u.test(text) ? text : `${text}Z`);

/**
 * Looks for a pin whose acceptance is unknown: Pinterest knows no handle of ours, so by everything that was sent. One
 * that agrees in part may be ours, changed by the network: then nobody can tell.
 */
export async function reconcile(io: ReconcileIo): Promise<Reconciliation> {
  const from = instantMs(io.since) - CLOCK_SKEW_MS;
  const { pins, whole } = await pinsSince(io, from);
  const { same, alike } = sorted(io, pins);
  const [match, other] = same;
  if (other) return { found: 'unclear', reason: `${same.length} pins look the same` };
  if (match) {
    if (!isNamed(wordsOf(io.content))) {
      return { found: 'unclear', reason: 'a pin without words looks like this one' };
    }
    return isDated(match)
      ? { found: 'yes', ...found(match) }
      : { found: 'unclear', reason: 'a pin without a date looks like this one' };
  }
  if (alike.length > 0) {
    return { found: 'unclear', reason: 'a pin on the board is nearly the same' };
  }
  return whole ? { found: 'no' } : { found: 'unclear', reason: 'the board has more pins than can be read' };
}

/** As `reconcile`, in a range of time; a pin without words looks like every other one without words. */
export async function search(io: SearchIo): Promise<RemotePost[] | null> {
  if (!isNamed(wordsOf(io.content))) return null;
  const { sinceS, untilS } = searchWindow(io);
  try {
    const { pins, whole } = await pinsSince(io, sinceS * 1_000);
    const within = pins.filter(({ created_at }) => !(createdAt(created_at) > untilS * 1_000));
    const { same, alike } = sorted(io, within);
    if (same.length > 0) return same.every(isDated) ? same.map(found) : null;
    return whole && alike.length === 0 ? [] : null;
  } catch (error) {
    if (isReadDenied(error)) return null;
    throw error;
  }
}

const isDated = ({ created_at }: PinRow): boolean => !Number.isNaN(createdAt(created_at));

function sorted(io: StepIo, pins: readonly PinRow[]): Record<'same' | 'alike', PinRow[]> {
  const like = (wanted: ReturnType<typeof likeness>): PinRow[] =>
    pins.filter((pin) => likeness(io.content, pin) === wanted);
  return { same: like('same'), alike: like('alike') };
}

interface Listed {
  /** The account's own, none that is surely older than asked for. */
  pins: PinRow[];
  /** Whether those are all. */
  whole: boolean;
}

/**
 * Reads the board until its pins are too old. That they come newest first is not documented, so it counts only where
 * the rows show it; else the board is read to its end.
 */
async function pinsSince(io: StepIo, from: number): Promise<Listed> {
  const rows: PinRow[] = [];
  const own = (): PinRow[] => {
    // Pages that move while they are read show a pin twice.
    const once = new Map(rows.map((pin) => [pin.id, pin]));
    return [...once.values()].filter((pin) => pin.is_owner && !(createdAt(pin.created_at) < from));
  };
  const list = pagesOf(io, { path: pathOf(io), schema: pinPage, size: PAGE, pages: PAGES });
  for (let page = await list.next(); ; page = await list.next()) {
    if (page.done) return { pins: own(), whole: page.value };
    rows.push(...page.value);
    if (isNewestFirst(rows) && createdAt(rows.at(-1)?.created_at ?? '') < from) {
      return { pins: own(), whole: true };
    }
  }
}

function pathOf(io: StepIo): string {
  const { board, section } = placeOf(io);
  return section === null ? `/boards/${board}/pins` : `/boards/${board}/sections/${section}/pins`;
}

const isNewestFirst = (rows: readonly PinRow[]): boolean =>
  rows.every(
    ({ created_at }, index) =>
      index === 0 || createdAt(created_at) <= createdAt(rows[index - 1]?.created_at ?? ''),
  );
