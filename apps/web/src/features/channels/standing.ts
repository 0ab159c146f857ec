import type { Channel } from '../../shared/api/types';

/** How a channel stands, as people see it: its state, or that it is connected and its posts wait all the same. */
export type Standing = Channel['state'] | 'held';

export const standingOf = ({ state, heldUntil }: Pick<Channel, 'state' | 'heldUntil'>): Standing =>
  state === 'connected' && heldUntil ? 'held' : state;
