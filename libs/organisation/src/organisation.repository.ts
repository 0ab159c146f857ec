import type { Tx } from '#lib/database';
import { newId } from '#lib/kernel';

/** Time zone of the organisation in force (IANA name); UTC when there is none. */
export async function timeZoneOf(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ zone: string }[]>('SELECT time_zone AS zone FROM organisation');
  return row?.zone ?? 'utc';
}

const ADD_AUDIENCE = `
  INSERT INTO audience (organisation_id, id, key, name) VALUES ($1, $2, $3, $4)
  ON CONFLICT DO NOTHING`;

/** Adds an audience; an existing one with the same key stays unchanged. */
export async function addAudience(
  tx: Tx,
  organisationId: string,
  { key, name }: { key: string; name: string },
): Promise<void> {
  await tx.query(ADD_AUDIENCE, [organisationId, newId(), key, name]);
}
