/** Whether a channel publishes: by a person's word it pauses, by its network's refusal it waits for a new credential. */
export const CHANNEL_STATES = ['connected', 'paused', 'reconnect_needed'] as const;
export type ChannelState = (typeof CHANNEL_STATES)[number];
