import type { Tx } from '#lib/database';
import type { Media } from '../media.entity.js';
import { READABLE_MEDIA, selectMedia } from '../media.repository.js';

export interface MediaFilter {
  /** Establishments whose subtrees are visible; null for all. */
  nodes: string[] | null;
  kind?: Media['kind'] | undefined;
  establishmentId?: string | undefined;
}

/**
 * A page of media readable by their establishment, newest first.
 * @param after id of the last medium of the page before
 */
export function findMedia(
  tx: Tx,
  { nodes, kind, establishmentId }: MediaFilter,
  after: string | undefined,
  limit: number,
): Promise<Media[]> {
  const find = selectMedia(tx).where('m.removed_at IS NULL');
  find.andWhere(READABLE_MEDIA, { nodes });
  if (kind) find.andWhere('m.kind = :kind', { kind });
  if (establishmentId) find.andWhere('m.establishment_id = :establishmentId', { establishmentId });
  if (after !== undefined) find.andWhere('m.id < :after', { after });
  return find.orderBy('m.id', 'DESC').limit(limit).getMany();
}
