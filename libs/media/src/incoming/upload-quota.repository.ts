import { statement, type Tx } from '#lib/database';
import type { Principal } from '#lib/identity';

/** Bytes uploaded so far. */
export interface Sent {
  /** By the person within a day. */
  day: number;
  /** Of the organisation in total, each content once. */
  total: number;
}

/** Two index look-ups; as one query, each upload would read the whole library. */
const SENT = statement<{ organisationId: string; userId: string }, { day: string; total: string }>(`
  SELECT
    (
      SELECT coalesce(sum(bytes), 0)
      FROM media
      WHERE organisation_id = :organisationId
        AND created_by = :userId
        AND created_at > now() - interval '1 day'
    ) AS day,
    (
      SELECT coalesce(sum(bytes), 0)
      FROM (
        SELECT DISTINCT ON (sha256) bytes
        FROM media
        WHERE organisation_id = :organisationId
        ORDER BY sha256
      ) kept
    ) AS total`);

/** How much a person and their organisation have uploaded so far. */
export async function countSent(tx: Tx, who: Pick<Principal, 'organisationId' | 'userId'>): Promise<Sent> {
  const sent = await SENT.row(tx, who);
  return { day: Number(sent?.day ?? 0), total: Number(sent?.total ?? 0) };
}
