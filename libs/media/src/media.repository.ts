import { IsNull } from 'typeorm';
import { statement, type Tx } from '#lib/database';
import type { MediaFacts } from '#lib/platforms';
import { Media } from './media.entity.js';

const toFacts = (row: Media): MediaFacts => ({
  id: row.id,
  kind: row.kind,
  mime: row.mime,
  bytes: Number(row.bytes),
  width: row.width,
  height: row.height,
  durationMs: row.durationMs,
  sha256: row.sha256,
  altText: row.altText,
  ...(row.focusX === null || row.focusY === null ? {} : { focus: { x: row.focusX, y: row.focusY } }),
  ...(row.video ? { video: row.video } : {}),
  ...(row.frames ? { frames: row.frames } : {}),
});

/** Facts of the organisation's media, by id; unknown or removed ones are absent. */
export async function mediaFacts(tx: Tx, ids: readonly string[]): Promise<Map<string, MediaFacts>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .createQueryBuilder(Media, 'm')
    .where('m.id = ANY(:ids)', { ids: [...new Set(ids)] })
    .andWhere('m.removed_at IS NULL')
    .getMany();
  return new Map(rows.map((row) => [row.id, toFacts(row)]));
}

/**
 * SQL condition for media (`m`) that a person may read: those of the establishments they see, and those shared by an
 * establishment above. The value `:nodes` is from `visibleNodes`, null for all. The establishments are found first, so
 * that an index can find their media.
 */
export const READABLE_MEDIA = `(
    :nodes::uuid[] IS NULL
    OR m.establishment_id = ANY(ARRAY(
      SELECT r.id FROM establishment r WHERE r.path && :nodes::uuid[]
      UNION SELECT unnest(g.path) FROM establishment g WHERE g.id = ANY(:nodes::uuid[])
    ))
  )`;

/** SQL condition for media shown by a post that the person sees, whatever the media's establishment. */
const SHOWN_MEDIA = `EXISTS (
    SELECT 1
    FROM lineup_posts_showing(m.id) AS shows(id)
    JOIN post p
      ON p.organisation_id = m.organisation_id
      AND p.id = shows.id
    JOIN establishment h
      ON h.organisation_id = p.organisation_id
      AND h.id = p.establishment_id
    WHERE h.path && :nodes::uuid[]
  )`;

/** Media with their establishments. */
export const selectMedia = (tx: Tx) =>
  tx.createQueryBuilder(Media, 'm').innerJoinAndSelect('m.establishment', 'e');

/**
 * A readable medium: by its establishment, or because a visible post shows it; null when there is none.
 * @param nodes from `visibleNodes`
 * @param evenRemoved also one that was removed from the library
 */
export function findReadable(
  tx: Tx,
  id: string,
  nodes: string[] | null,
  { evenRemoved }: { evenRemoved: boolean },
): Promise<Media | null> {
  const find = selectMedia(tx).where('m.id = :id', { id });
  if (!evenRemoved) find.andWhere('m.removed_at IS NULL');
  return find.andWhere(`(${READABLE_MEDIA} OR ${SHOWN_MEDIA})`, { nodes }).getOne();
}

/** A medium that must exist. @throws EntityNotFoundError */
export const getMedium = (tx: Tx, id: string): Promise<Media> =>
  selectMedia(tx).where('m.id = :id', { id }).getOneOrFail();

/** The medium of an establishment with these bytes, if there is one. */
export const findSame = (tx: Tx, establishmentId: string, sha256: string): Promise<Media | null> =>
  tx.findOne(Media, {
    where: { establishmentId, sha256, removedAt: IsNull() },
    relations: { establishment: true },
  });

type NewMedium = Omit<
  Media,
  'organisation' | 'establishment' | 'focusX' | 'focusY' | 'createdAt' | 'unusedSince' | 'removedAt'
>;

/** Adds a medium, unless its establishment has these bytes already. */
export async function addMedium(tx: Tx, row: NewMedium): Promise<void> {
  await tx.createQueryBuilder().insert().into(Media).values(row).orIgnore().execute();
}

const WANT_AGAIN = statement<{ id: string }>(`
  UPDATE media SET unused_since = NULL
  WHERE id = :id
    AND unused_since IS NOT NULL`);

/** Restarts the time after which an unused medium is removed from the library. */
export async function wantAgain(tx: Tx, id: string): Promise<void> {
  await WANT_AGAIN.rows(tx, { id });
}
