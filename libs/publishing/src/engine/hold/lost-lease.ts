/** Thrown when the fence has moved on: another worker, or a person's decision, has taken over. Nothing to write. */
export class LostLease extends Error {}
