import type { Tx } from '#lib/database';
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
