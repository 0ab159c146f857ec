import { useEffect } from 'react';

/** Names the document after the screen, for tabs, history and screen readers. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Lineup` : 'Lineup';
  }, [title]);
}
