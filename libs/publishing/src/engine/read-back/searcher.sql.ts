/**
 * Which of these remote ids belong to other publications of the channel. Index `publication_remote` finds them.
 * $1 organisation, $2 channel, $3 ids, $4 the publication that asks.
 */
export const CLAIMED_IDS_SQL = `
  SELECT remote_id AS "remoteId" FROM publication
  WHERE organisation_id = $1
    AND channel_id = $2
    AND remote_id = ANY($3)
    AND id <> $4`;
