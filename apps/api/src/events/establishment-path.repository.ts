import { type Database, statement } from '#lib/database';

interface PathRow {
  path: string[];
}

const OF_ESTABLISHMENT = statement<{ organisationId: string; id: string }, PathRow>(`
  SELECT path FROM establishment
  WHERE organisation_id = :organisationId
    AND id = :id`);

const OF_POST = statement<{ organisationId: string; id: string }, PathRow>(`
  SELECT e.path
  FROM post p
  JOIN establishment e
    ON e.organisation_id = p.organisation_id
    AND e.id = p.establishment_id
  WHERE p.organisation_id = :organisationId
    AND p.id = :id`);

/** Path of an establishment, or of that of a post; empty when there is none. */
export async function pathOf(
  database: Database,
  of: 'establishment' | 'post',
  organisationId: string,
  id: string,
): Promise<string[]> {
  const find = of === 'post' ? OF_POST : OF_ESTABLISHMENT;
  return (await find.row(database, { organisationId, id }))?.path ?? [];
}
