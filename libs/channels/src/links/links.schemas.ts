import { z } from 'zod';
import { id, pageOf } from '#lib/kernel';
import { platform } from '../channels.schemas.js';

const link = z
  .object({
    id,
    platform,
    establishmentId: id,
    establishmentName: z.string(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'ChannelLink' });
export const linkPage = pageOf(link, 'ChannelLinkPage');

export const makeLink = z.strictObject({ platform, establishmentId: id }).meta({ id: 'MakeChannelLink' });
export const madeLink = z
  .object({
    link,
    /** To be given to the owner of the account; told once. */
    url: z.string(),
  })
  .meta({ id: 'MadeChannelLink' });

export const openLink = z
  .object({
    organisation: z.string(),
    establishment: z.string(),
    platform,
    madeBy: z.string(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'OpenChannelLink' });

export const connectByLink = z
  .strictObject({ remoteId: z.string().min(1).max(200) })
  .meta({ id: 'ConnectByLink' });
export const connectedByLink = z
  .object({ name: z.string(), handle: z.string() })
  .meta({ id: 'ConnectedByLink' });
