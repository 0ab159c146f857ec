import { z } from 'zod';
import { id, instant, pageOf, timeZone } from '#lib/kernel';
import { PLACEMENTS } from '#rules/brand';
import { PLATFORMS } from '#rules/platforms';
import { CHANNEL_STATES } from './rules/index.js';

export const platform = z.enum(PLATFORMS).meta({ id: 'Platform' });

export const channel = z
  .object({
    id,
    platform,
    name: z.string(),
    handle: z.string(),
    remoteId: z.string(),
    timeZone: z.string(),
    state: z.enum(CHANNEL_STATES),
    /** Why it is not connected, as a stable code; null when it is. */
    stateReason: z.string().nullable(),
    baselinePlacement: z.enum(PLACEMENTS),
    establishmentId: id,
    establishmentName: z.string(),
    profileUrl: z.string().nullable(),
    /** Until when its network asked to be left alone, with this account or all of them; null when it did not. */
    heldUntil: instant.nullable(),
    /** When the network refuses the present credential; null when it does not end, or is not known to. */
    credentialEndsAt: instant.nullable(),
    /** True when that is only how long the network documents that a credential lasts. */
    credentialEndAssumed: z.boolean(),
    createdAt: instant,
    may: z.object({ manage: z.boolean() }),
  })
  .meta({ id: 'Channel' });
export const channelPage = pageOf(channel, 'ChannelPage');

/** Connects an account with a token pasted by an administrator; the network is asked who it belongs to. */
export const connectChannel = z
  .strictObject({
    platform,
    establishmentId: id,
    /** The network's id of the page or account; what the token speaks for when absent. */
    remoteId: z.string().trim().min(1).max(100).optional(),
    accessToken: z.string().trim().min(1).max(4000),
    refreshToken: z.string().trim().min(1).max(4000).optional(),
    /** When the credential ends, as the network said on giving it; its documented life is assumed when absent. */
    expiresAt: instant.optional(),
    timeZone: timeZone.optional(),
    baselinePlacement: z.enum(PLACEMENTS).default('end'),
  })
  .meta({ id: 'ConnectChannel' });
export const changeChannel = z
  .strictObject({
    name: z.string().trim().min(1).max(120).optional(),
    timeZone: timeZone.optional(),
    baselinePlacement: z.enum(PLACEMENTS).optional(),
    state: z.enum(['connected', 'paused']).optional(),
  })
  .meta({ id: 'ChangeChannel' });
export const reconnectChannel = z
  .strictObject({
    accessToken: z.string().trim().min(1).max(4000),
    refreshToken: z.string().trim().min(1).max(4000).optional(),
    /** When the credential ends, as the network said on giving it; its documented life is assumed when absent. */
    expiresAt: instant.optional(),
  })
  .meta({ id: 'ReconnectChannel' });
