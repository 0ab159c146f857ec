import { statement, type Tx } from '#lib/database';
import { mayAt, type Principal, visibleNodes } from '#lib/identity';
import { READABLE_MEDIA } from '#lib/media';

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

interface Asked {
  ids: readonly string[];
  /** From `visibleNodes`. */
  nodes: string[] | null;
  /** What the post has already. */
  kept: readonly string[];
}

const FIND = statement<Asked, Reference>(`
  SELECT 'channel' AS kind, c.id, e.path, e.id AS "establishmentId"
  FROM channel c
  JOIN establishment e
    ON e.organisation_id = c.organisation_id
    AND e.id = c.establishment_id
  WHERE c.id = ANY(:ids)
    AND c.removed_at IS NULL
  UNION ALL
  SELECT 'media', m.id, '{}', NULL
  FROM media m
  JOIN establishment e
    ON e.organisation_id = m.organisation_id
    AND e.id = m.establishment_id
  WHERE m.id = ANY(:ids)
    AND m.removed_at IS NULL
    AND (m.id = ANY(:kept) OR ${READABLE_MEDIA})
  UNION ALL
  SELECT 'audience', id, '{}', NULL FROM audience WHERE id = ANY(:ids)
  UNION ALL
  SELECT 'format', id, '{}', NULL FROM format WHERE id = ANY(:ids)
  UNION ALL
  SELECT 'campaign', id, '{}', NULL FROM campaign WHERE id = ANY(:ids)
  UNION ALL
  SELECT 'establishment', id, path, NULL FROM establishment WHERE id = ANY(:ids)`);

/**
 * Finds which of these ids exist in the organisation, of any kind. @param kept media of the post, which stay
 * readable
 */
export const findReferences = (
  tx: Tx,
  who: Principal,
  ids: readonly string[],
  kept: readonly string[],
): Promise<Reference[]> => FIND.rows(tx, { ids, nodes: visibleNodes(who), kept });

const CHANNELS = statement<{ ids: readonly string[] }, { id: string; path: string[] }>(`
  SELECT c.id, e.path
  FROM channel c
  JOIN establishment e
    ON e.organisation_id = c.organisation_id
    AND e.id = c.establishment_id
  WHERE c.id = ANY(:ids)
    AND c.removed_at IS NULL`);

/** Which of these channels exist and may be used by the person, in the same order. */
export async function usableChannels(tx: Tx, who: Principal, ids: readonly string[]): Promise<string[]> {
  const rows = await CHANNELS.rows(tx, { ids });
  const usable = new Set(rows.filter(({ path }) => mayAt(who, path, 'post.write')).map(({ id }) => id));
  return ids.filter((id) => usable.has(id));
}
