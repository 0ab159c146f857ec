import type { Tx } from '#lib/database';

/** $1 establishment, $2 nodes or null. */
const SEEN = `
  SELECT e.path
  FROM establishment e
  WHERE e.id = $1
    AND ($2::uuid[] IS NULL OR e.path && $2)`;

/**
 * Establishments from the root to a visible one; undefined when it is not visible.
 * @param nodes null for the whole organisation
 */
export async function findPath(tx: Tx, id: string, nodes: string[] | null): Promise<string[] | undefined> {
  const [establishment] = await tx.query<{ path: string[] }[]>(SEEN, [id, nodes]);
  return establishment?.path;
}

/** $1 establishments. */
const TOPMOST = `
  SELECT id
  FROM establishment
  WHERE id = ANY($1)
  ORDER BY cardinality(path), array_position($1, id)
  LIMIT 1`;

/**
 * Of these establishments, the nearest to the root; among equals the first of the list. Undefined when there is
 * none.
 */
export async function findTopmost(tx: Tx, ids: readonly string[]): Promise<string | undefined> {
  const [establishment] = await tx.query<{ id: string }[]>(TOPMOST, [ids]);
  return establishment?.id;
}
