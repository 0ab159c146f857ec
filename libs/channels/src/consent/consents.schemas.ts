import { z } from 'zod';
import { id, pageOf, timeZone } from '#lib/kernel';
import { PLACEMENTS } from '#rules/brand';
import { platform } from '../channels.schemas.js';

/** Most accounts that are connected at once. */
const MOST = 500;

export const networkPage = pageOf(
  z.object({
    platform,
    /** Accounts are connected by the network's own consent page; else what the network gives is pasted. */
    consent: z.boolean(),
    /** Settings of this installation without which its consent page cannot be asked for. */
    missing: z.array(z.string()),
  }),
  'NetworkPage',
);

export const beginConsent = z
  .strictObject({ platform, server: z.string().trim().min(1).max(300).optional() })
  .meta({ id: 'BeginConsent' });
export const consentPage = z.object({ url: z.string() }).meta({ id: 'ConsentPage' });

/** What the page sent the person back with: a code, or why there is none. */
export const answerConsent = z
  .strictObject({
    state: z.string().min(1).max(200),
    code: z.string().min(1).max(4_000).optional(),
    error: z.string().max(200).optional(),
  })
  .meta({ id: 'AnswerConsent' });

export const consentedAccounts = z
  .object({
    id,
    platform,
    accounts: z.array(
      z.object({
        remoteId: z.string(),
        name: z.string(),
        handle: z.string(),
        /** Whether the network has a picture of it. */
        hasPicture: z.boolean(),
        /**
         * Why it cannot be connected: the person has no role there that may publish, or it is a channel of an
         * establishment that they do not manage.
         */
        obstacle: z.enum(['role', 'elsewhere']).nullable(),
        /** The channel that it is already, which gets the new credential. */
        channelId: id.nullable(),
        establishmentId: id.nullable(),
      }),
    ),
  })
  .meta({ id: 'ConsentedAccounts' });

/** Which account's picture. */
export const pictureOf = z.object({ account: z.string().min(1).max(200) });

export const connectConsented = z
  .strictObject({
    accounts: z
      .array(
        z.strictObject({
          remoteId: z.string().min(1).max(200),
          establishmentId: id,
          timeZone: timeZone.optional(),
        }),
      )
      .min(1)
      .max(MOST),
    baselinePlacement: z.enum(PLACEMENTS).default('end'),
  })
  .meta({ id: 'ConnectConsented' });
