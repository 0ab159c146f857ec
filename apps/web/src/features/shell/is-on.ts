import { isList } from '../desk/address';

/** Whether an address belongs to a screen; a post belongs to the calendar or list that it opens over. */
export function isOn(item: { to: string }, pathname: string, search: string): boolean {
  const list = isList(pathname, search);
  if (item.to === '/posts') return list;
  if (item.to === '/') return !list && (pathname === '/' || pathname.startsWith('/posts'));
  return pathname.startsWith(item.to);
}
