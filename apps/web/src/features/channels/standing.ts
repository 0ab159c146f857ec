import type { Channel } from '../../shared/api/types';

/** State of a channel for people: its own state, or `held` when it is connected but its posts wait. */
export type Standing = Channel['state'] | 'held';

export const standingOf = ({ state, heldUntil }: Pick<Channel, 'state' | 'heldUntil'>): Standing =>
  state === 'connected' && heldUntil ? 'held' : state;
