import type { Tx } from '#lib/database';
import { mayAt, type Principal, visibleNodes } from '#lib/identity';
import { readableMedia } from '#lib/media';

export type ReferenceKind = 'channel' | 'media' | 'audience' | 'format' | 'campaign' | 'establishment';

/** Something of the organisation that a post may refer to. */
export interface Reference {
  kind: ReferenceKind;
  id: string;
  /**
   * Establishments from the root to the one that it belongs to, or is; empty when it belongs to the whole
   * organisation.
   */
  path: string[];
  /** Only of a channel: its establishment. */
  establishmentId: string | null;
}

/** $1 ids, $2 the nodes that the person sees or null, $3 ids that the post has already. */
const FIND = `
  SELECT 'channel' AS kind, c.id, e.path, e.id AS "establishmentId"
  FROM channel c
  JOIN establishment e ON e.organisation_id = c.organisation_id AND e.id = c.establishment_id
  WHERE c.id = ANY($1) AND c.removed_at IS NULL
  UNION ALL
  SELECT 'media', m.id, '{}', NULL
  FROM media m
  JOIN establishment e ON e.organisation_id = m.organisation_id AND e.id = m.establishment_id
  WHERE m.id = ANY($1) AND m.removed_at IS NULL AND (m.id = ANY($3) OR ${readableMedia('$2')})
  UNION ALL
  SELECT 'audience', id, '{}', NULL FROM audience WHERE id = ANY($1)
  UNION ALL
  SELECT 'format', id, '{}', NULL FROM format WHERE id = ANY($1)
  UNION ALL
  SELECT 'campaign', id, '{}', NULL FROM campaign WHERE id = ANY($1)
  UNION ALL
  SELECT 'establishment', id, path, NULL FROM establishment WHERE id = ANY($1)`;

/**
 * Finds which of these ids exist in the organisation, of any kind. @param kept media of the post, which stay
 * readable
 */
export const findReferences = (
  tx: Tx,
  who: Principal,
  ids: readonly string[],
  kept: readonly string[],
): Promise<Reference[]> => tx.query(FIND, [ids, visibleNodes(who), kept]);

const CHANNELS = `
  SELECT c.id, e.path
  FROM channel c
  JOIN establishment e ON e.organisation_id = c.organisation_id AND e.id = c.establishment_id
  WHERE c.id = ANY($1) AND c.removed_at IS NULL`;

/** Which of these channels exist and may be used by the person, in the same order. */
export async function usableChannels(tx: Tx, who: Principal, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string; path: string[] }[]>(CHANNELS, [ids]);
  const usable = new Set(rows.filter(({ path }) => mayAt(who, path, 'post.write')).map(({ id }) => id));
  return ids.filter((id) => usable.has(id));
}
