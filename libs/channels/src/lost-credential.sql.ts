/** Messages about refused credentials. @param rows name of a query of `organisation_id`, `id` and `reason` */
export const lostMessages = (rows: string): string =>
  `INSERT INTO outbox_message (organisation_id, kind, body)
    SELECT organisation_id, 'channel.reconnect_needed', jsonb_build_object('channelId', id, 'reason', reason)
    FROM ${rows}`;
