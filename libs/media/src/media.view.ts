import { mayAt, type Principal } from '#lib/identity';
import { HAS_SHOWN } from './derivatives.js';
import type { Media } from './media.entity.js';

/** A medium as the API shows it to a person. */
export type MediumView = ReturnType<typeof mediumView>;

/** @param row with its establishment */
export const mediumView = (row: Media, who: Principal) => ({
  id: row.id,
  establishmentId: row.establishmentId,
  establishmentName: row.establishment?.name ?? '',
  kind: row.kind,
  mime: row.mime,
  name: row.name,
  bytes: Number(row.bytes),
  width: row.width,
  height: row.height,
  durationMs: row.durationMs,
  sha256: row.sha256,
  altText: row.altText,
  focus: row.focusX === null || row.focusY === null ? null : { x: row.focusX, y: row.focusY },
  video: row.video,
  frames: row.frames,
  url: `/api/v1/media/${row.id}/content${HAS_SHOWN.has(row.mime) ? '?size=shown' : ''}`,
  thumbnailUrl: row.hasThumbnail ? `/api/v1/media/${row.id}/content?size=thumbnail` : null,
  may: { write: mayAt(who, row.establishment?.path ?? [], 'media.write') },
  createdAt: row.createdAt.toISOString(),
});
