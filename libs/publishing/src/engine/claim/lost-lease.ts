/**
 * Thrown when the fence was raised: another worker, or a person's decision, has taken over. Nothing is to be
 * written.
 */
export class LostLease extends Error {}
