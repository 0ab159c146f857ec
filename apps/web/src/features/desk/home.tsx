import { Navigate, useLocation } from 'react-router';
import { isList, listAlone } from './address';

/** Home is the calendar; a post that was opened from the list gives the list back when it closes. */
export function Home() {
  const { pathname, search } = useLocation();
  return isList(pathname, search) ? <Navigate to={listAlone(search)} replace /> : null;
}
