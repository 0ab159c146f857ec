/** Whether a channel publishes. A person pauses it; a refusal of its network makes it need a new credential. */
export const CHANNEL_STATES = ['connected', 'paused', 'reconnect_needed'] as const;
export type ChannelState = (typeof CHANNEL_STATES)[number];
