import type { Database } from '#lib/database';

/** $1 organisation, $2 establishment. */
const OF_ESTABLISHMENT = `SELECT path FROM establishment WHERE organisation_id = $1 AND id = $2`;

/** $1 organisation, $2 post. */
const OF_POST = `
  SELECT e.path
  FROM post p
  JOIN establishment e ON e.organisation_id = p.organisation_id AND e.id = p.establishment_id
  WHERE p.organisation_id = $1
    AND p.id = $2`;

/** Path of an establishment, or of that of a post; empty when there is none. */
export async function pathOf(
  database: Database,
  of: 'establishment' | 'post',
  organisationId: string,
  id: string,
): Promise<string[]> {
  const sql = of === 'post' ? OF_POST : OF_ESTABLISHMENT;
  const [row] = await database.query<{ path: string[] }>(sql, [organisationId, id]);
  return row?.path ?? [];
}
