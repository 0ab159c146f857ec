import type { PostState } from './post-state.js';

export interface PublicationFact {
  state: 'pending' | 'publishing' | 'published' | 'failed' | 'needs_attention' | 'cancelled';
  /** Whether its due instant has come. */
  started: boolean;
}

/**
 * The state of an approved post, from its publications; null while none has begun, when the post keeps the state
 * from approval and scheduling.
 */
export function stateFromPublications(publications: readonly PublicationFact[]): PostState | null {
  if (publications.length === 0) return null;
  const states = new Set(publications.map((p) => p.state));
  const open = publications.filter((p) => p.state === 'pending' || p.state === 'publishing');
  if (open.length > 0) {
    const begun =
      open.length < publications.length || open.some((p) => p.started || p.state === 'publishing');
    return begun ? 'publishing' : null;
  }
  if (states.size === 1 && states.has('published')) return 'published';
  if (states.has('published')) return 'partially_published';
  if (states.has('failed') || states.has('needs_attention')) return 'failed';
  return 'cancelled';
}
