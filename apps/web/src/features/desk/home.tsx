import { Navigate, useLocation } from 'react-router';
import { isList, listAlone } from './address';

/** Home is the calendar; closing a post that was opened from the list returns to the list. */
export function Home() {
  const { pathname, search } = useLocation();
  return isList(pathname, search) ? <Navigate to={listAlone(search)} replace /> : null;
}
