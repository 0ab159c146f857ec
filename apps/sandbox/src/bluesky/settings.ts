import { z } from 'zod';

/** A life, which is no delay to be shortened. */
const seconds = z.number().int().min(0);

export const BLUESKY_SETTINGS = {
  shape: {
    /** Largest image that a record takes, bytes: 1,000,000 on older servers, 2,000,000 on newer ones. */
    imageBytes: z.number().int().min(1),
    /** Largest file that the server takes, bytes. */
    blobBytes: z.number().int().min(1),
    /** How long a file is kept that no record names, s. */
    blobLifeS: seconds,
    /** How long a refresh token that was used gives the same successor again, s. */
    graceS: seconds,
  },
  usual: { imageBytes: 1_000_000, blobBytes: 50_000_000, blobLifeS: 3_600, graceS: 7_200 },
  /** Points of writes (three a post, two a put, one a deletion) of an account, and its videos of a day. */
  quotas: { pointsPerHour: 5_000, pointsPerDay: 35_000, videosPerDay: 25 },
};
