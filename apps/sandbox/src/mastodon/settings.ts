import { z } from 'zod';

const count = z.number().int().min(1);

export const MASTODON_SETTINGS = {
  shape: {
    /**
     * What the server runs: `mastodon` knows all that is below; `pixelfed` has no v2, no sources, takes no post of words
     * alone, and takes no notice of idempotency keys.
     */
    software: z.enum(['mastodon', 'pixelfed']),
    /** Longest status, and most media of one. */
    maxCharacters: count,
    maxMedia: count,
    /** How long a key gives the first status again, s. */
    keyLifeS: z.number().int().min(0),
    /** How long a medium is kept that no status has, s. */
    mediaLifeS: z.number().int().min(0),
  },
  usual: {
    software: 'mastodon' as const,
    maxCharacters: 500,
    maxMedia: 4,
    keyLifeS: 3_600,
    mediaLifeS: 86_400,
  },
  /** Of an account: calls of five minutes, media of half an hour, statuses of three hours. */
  quotas: { callsPer5Minutes: 300, mediaPerHalfHour: 30, statusesPer3Hours: 300 },
};
