/** Messages about holds above the limit. @param rows name of a query of `organisation_id` and `id` of channels */
export const heldMessages = (rows: string): string =>
  `INSERT INTO outbox_message (organisation_id, kind, body)
    SELECT DISTINCT organisation_id, 'channel.held', jsonb_build_object('channelId', id) FROM ${rows}`;
