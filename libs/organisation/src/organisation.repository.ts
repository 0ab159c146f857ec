import { type None, statement, type Tx } from '#lib/database';
import { newId } from '#lib/kernel';

const TIME_ZONE = statement<None, { zone: string }>('SELECT time_zone AS zone FROM organisation');

/** Time zone of the organisation in force (IANA name); UTC when there is none. */
export async function timeZoneOf(tx: Tx): Promise<string> {
  return (await TIME_ZONE.row(tx))?.zone ?? 'utc';
}

const ADD_AUDIENCE = statement<{ organisationId: string; id: string; key: string; name: string }>(`
  INSERT INTO audience (organisation_id, id, key, name) VALUES (:organisationId, :id, :key, :name)
  ON CONFLICT DO NOTHING`);

/** Adds an audience; an existing one with the same key stays unchanged. */
export async function addAudience(
  tx: Tx,
  organisationId: string,
  { key, name }: { key: string; name: string },
): Promise<void> {
  await ADD_AUDIENCE.rows(tx, { organisationId, id: newId(), key, name });
}
