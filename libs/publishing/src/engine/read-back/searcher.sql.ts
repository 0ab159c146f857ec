import { statement } from '#lib/database';

interface Found {
  organisationId: string;
  channelId: string;
  remoteIds: (string | null)[];
  /** The publication that asks. */
  id: string;
}

/** Which of these remote ids belong to other publications of the channel. Index `publication_remote` finds them. */
export const CLAIMED_IDS = statement<Found, { remoteId: string }>(`
  SELECT remote_id AS "remoteId" FROM publication
  WHERE organisation_id = :organisationId
    AND channel_id = :channelId
    AND remote_id = ANY(:remoteIds)
    AND id <> :id`);
