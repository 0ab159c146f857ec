import { z } from 'zod';

export const YOUTUBE_SETTINGS = {
  shape: {
    /** The project was not audited: whatever a video is set to, it stays private, and no call says so. */
    unaudited: z.boolean(),
  },
  usual: { unaudited: false },
  /** Uploads of a day: of the project, and of each channel. */
  quotas: { uploadsPerDay: 0, channelUploadsPerDay: 0 },
};
