import { statement, type Tx } from '#lib/database';

const TOPMOST = statement<{ ids: readonly string[] }, { id: string }>(`
  SELECT id
  FROM establishment
  WHERE id = ANY(:ids)
  ORDER BY cardinality(path), array_position(:ids, id)
  LIMIT 1`);

/**
 * Of these establishments, the nearest to the root; among equals the first of the list. Undefined when there is
 * none.
 */
export async function findTopmost(tx: Tx, ids: readonly string[]): Promise<string | undefined> {
  return (await TOPMOST.row(tx, { ids }))?.id;
}
