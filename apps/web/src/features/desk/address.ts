import { beginning } from '#rules/kernel';
import { LONGEST_SEARCH, type PostState } from '#rules/posts';
import { statesOf } from '../calendar/address';

/** State of the list of posts, kept in the page's address, so that a link or Back restores it. */
export interface ListState {
  q: string;
  states: PostState[];
  undated: boolean;
}

/** The parameter of a post that was opened from the list and is shown beside it. */
const IN_LIST = ['in', 'posts'] as const;

export const readList = (params: URLSearchParams): ListState => ({
  q: beginning(params.get('q') ?? '', LONGEST_SEARCH),
  states: statesOf(params.get('states')),
  undated: params.get('undated') === '1',
});

/** The address of a state; defaults are left out. */
export function writeList({ q, states, undated }: ListState): URLSearchParams {
  const params = new URLSearchParams();
  if (q) params.set('q', q);
  if (states.length > 0) params.set('states', states.join(','));
  if (undated) params.set('undated', '1');
  return params;
}

/** As many as one answer of the server brings. */
const PAGE = 50;

/** The server query for a state; empty filters are left out. */
export const listQuery = ({ q, states, undated }: ListState) => ({
  limit: PAGE,
  ...(q && { q }),
  ...(states.length > 0 && { states: states.join(',') }),
  ...(undated && { undated: 'true' as const }),
});

/**
 * Whether a change adds a step for Back: other filters, a search begun or ended. One more letter of a search does
 * not, or Back would undo it letter by letter.
 */
export const isListStep = (before: ListState, after: ListState): boolean =>
  before.undated !== after.undated ||
  before.states.join() !== after.states.join() ||
  (before.q !== after.q && (before.q === '' || after.q === ''));

/** The search part of a post's address that keeps the list beside it. */
export function besideList(params: URLSearchParams): string {
  const kept = new URLSearchParams(params);
  kept.set(...IN_LIST);
  return `?${kept.toString()}`;
}

/** Whether an address shows the list, alone or with a post beside it. */
export const isList = (pathname: string, search: string): boolean =>
  pathname === '/posts' || new URLSearchParams(search).get(IN_LIST[0]) === IN_LIST[1];

/** The list's own address, from that of a post beside it. */
export function listAlone(search: string): string {
  const params = new URLSearchParams(search);
  params.delete(IN_LIST[0]);
  const rest = params.toString();
  return rest ? `/posts?${rest}` : '/posts';
}
