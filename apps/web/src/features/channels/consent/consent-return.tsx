import { Navigate, useLocation } from 'react-router';
import { returnAddress } from './returning';

/** Where consent pages return to; on to whoever asked. */
export default function ConsentReturn() {
  const { search } = useLocation();
  return <Navigate to={returnAddress(localStorage, search)} replace />;
}
