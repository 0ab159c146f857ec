import { z } from 'zod';
import { id, instant, pageOf, timeZone } from '#lib/kernel';
import { PLACEMENTS } from '#rules/brand';
import { PLATFORMS } from '#rules/platforms';
import { CHANNEL_STATES } from './rules/index.js';

export const platform = z.enum(PLATFORMS).meta({ id: 'Platform' });

const most = z.int().positive().optional();
export const accountLimits = z
  .object({
    textMax: most,
    linkLength: most,
    altTextMax: most,
    galleryMax: most,
    videoBytes: most,
    /** Posts of words alone are refused. */
    mediaRequired: z.boolean().optional(),
  })
  .meta({ id: 'AccountLimits' });

export const channel = z
  .object({
    id,
    platform,
    name: z.string(),
    handle: z.string(),
    remoteId: z.string(),
    /** Address of the account's own server; null for the network's one place. */
    server: z.string().nullable(),
    /** What that server allows; null where the network's own limits hold. */
    limits: accountLimits.nullable(),
    timeZone: z.string(),
    state: z.enum(CHANNEL_STATES),
    /** Why it is not connected, as a stable code; null when it is. */
    stateReason: z.string().nullable(),
    baselinePlacement: z.enum(PLACEMENTS),
    establishmentId: id,
    establishmentName: z.string(),
    profileUrl: z.string().nullable(),
    /** End of the hold that the network asked for, of this account or of all; null without one. */
    heldUntil: instant.nullable(),
    /** When the credential expires; null when it does not, or that is unknown. */
    accessEndsAt: instant.nullable(),
    /** True when the end is assumed from the network's documented lifetime. */
    accessEndAssumed: z.boolean(),
    createdAt: instant,
    may: z.object({ manage: z.boolean() }),
  })
  .meta({ id: 'Channel' });
export const channelPage = pageOf(channel, 'ChannelPage');

/** Entries of one of an account's lists on its network. */
export const listedEntries = pageOf(z.object({ id: z.string(), name: z.string() }), 'ListedEntryPage');

/** Connects an account with a token pasted by an administrator; the network is asked whose it is. */
export const connectChannel = z
  .strictObject({
    platform,
    establishmentId: id,
    /** Address of the account's own server, on a network of many; its usual one when absent. */
    server: z.string().trim().min(1).max(300).optional(),
    /** The user whose password `accessToken` is, where the network asks for both. */
    login: z.string().trim().min(1).max(200).optional(),
    /** The network's id of the page or account; the token's own account when absent. */
    remoteId: z.string().trim().min(1).max(100).optional(),
    accessToken: z.string().trim().min(1).max(4000),
    refreshToken: z.string().trim().min(1).max(4000).optional(),
    /** End of the credential as the network gave it; assumed from its documented lifetime when absent. */
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
    /** The user whose password `accessToken` is, where the network asks for both. */
    login: z.string().trim().min(1).max(200).optional(),
    accessToken: z.string().trim().min(1).max(4000),
    refreshToken: z.string().trim().min(1).max(4000).optional(),
    /** End of the credential as the network gave it; assumed from its documented lifetime when absent. */
    expiresAt: instant.optional(),
  })
  .meta({ id: 'ReconnectChannel' });
