import { useEffect } from 'react';

/** Sets the document's title to the screen's, for tabs, history and screen readers. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Lineup` : 'Lineup';
  }, [title]);
}
