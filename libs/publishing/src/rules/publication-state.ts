/** What a person sees of a publication. */
export const PUBLICATION_STATES = [
  'pending',
  'publishing',
  'published',
  'failed',
  'needs_attention',
  'cancelled',
] as const;
export type PublicationState = (typeof PUBLICATION_STATES)[number];
