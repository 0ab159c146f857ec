import { useCallback, useMemo, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { besideList, isListStep, type ListState, readList, writeList } from './address';

/** Reads and changes the list's state; Back returns to the former filters. */
export function useListState() {
  const { pathname, search, state: kept } = useLocation();
  const navigate = useNavigate();
  const address = useMemo(() => readList(new URLSearchParams(search)), [search]);
  // Shown at once, because the router updates later, and a checkbox would seem not to react.
  const [state, setState] = useState(address);
  const [known, setKnown] = useState(address);
  if (known !== address) {
    setKnown(address);
    setState(address);
  }
  const change = useCallback(
    (to: Partial<ListState>): void => {
      const next = { ...state, ...to };
      setState(next);
      const params = writeList(next);
      // A post that is open beside the list stays open.
      const after = pathname === '/posts' ? params.toString() : besideList(params);
      void navigate({ search: after }, { replace: !isListStep(state, next), state: kept });
    },
    [navigate, pathname, state, kept],
  );
  return { state, change };
}
