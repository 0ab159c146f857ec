import type { z } from 'zod';
import { statement, type Tx } from '#lib/database';
import type { PostRow } from './posts.repository.js';
import type { variantInput } from './posts.schemas.js';

type Variant = z.output<typeof variantInput>;

/** Differences per channel in the shape in which they are written; of some channels, or of all. */
export const variantsOf = (post: PostRow, channelIds?: readonly string[]): Record<string, Variant> =>
  Object.fromEntries(
    post.variants
      .filter((v) => !channelIds || channelIds.includes(v.channelId))
      .map((v) => [
        v.channelId,
        {
          text: v.text ?? undefined,
          firstComment: v.firstComment ?? undefined,
          type: v.type ?? undefined,
          mediaIds: v.mediaIds ?? undefined,
          options: v.options as Record<string, string | number | boolean>,
        },
      ]),
  );

const rowsOf = (channelIds: readonly string[], variants: Readonly<Record<string, Variant>>) =>
  channelIds.map((channelId, position) => {
    const v = variants[channelId] ?? {};
    return {
      channelId,
      position,
      text: v.text ?? null,
      firstComment: v.firstComment ?? null,
      type: v.type ?? null,
      mediaIds: v.mediaIds ?? null,
      options: v.options ?? {},
    };
  });

/** The rows as JSON. */
const WRITE = statement<{ organisationId: string; postId: string; rows: string }>(`
  INSERT INTO post_variant
    (organisation_id, post_id, channel_id, position, text, first_comment, type, media_ids, options)
  SELECT :organisationId, :postId, r."channelId", r.position, r.text, r."firstComment", r.type, r."mediaIds", r.options
  FROM jsonb_to_recordset(:rows) AS r(
    "channelId" uuid, position int, text text, "firstComment" text, type text, "mediaIds" uuid[], options jsonb
  )
  ON CONFLICT (organisation_id, post_id, channel_id) DO UPDATE SET
    position = excluded.position, text = excluded.text, first_comment = excluded.first_comment,
    type = excluded.type, media_ids = excluded.media_ids, options = excluded.options`);

const DELETE_OTHERS = statement<{ postId: string; channelIds: readonly string[] }>(`
  DELETE FROM post_variant
  WHERE post_id = :postId
    AND channel_id <> ALL(:channelIds)`);

/**
 * Writes the channels of a post and their differences, in order; others are deleted.
 * @param isNew whether the post has none yet
 */
export async function writeVariants(
  tx: Tx,
  { organisationId, id: postId }: Pick<PostRow, 'organisationId' | 'id'>,
  channelIds: readonly string[],
  variants: Readonly<Record<string, Variant>>,
  { isNew = false } = {},
): Promise<void> {
  const unique = [...new Set(channelIds)];
  if (!isNew) await DELETE_OTHERS.rows(tx, { postId, channelIds: unique });
  if (unique.length > 0) {
    await WRITE.rows(tx, { organisationId, postId, rows: JSON.stringify(rowsOf(unique, variants)) });
  }
}

const TOUCH = statement<{ id: string }>(`
  UPDATE post SET text = text
  WHERE id = :id
    AND title = ''
    AND btrim(text) = ''`);

/**
 * Labels a post without a common text by the first of its variants' texts; the database derives the label on update.
 */
export async function labelByVariants(tx: Tx, id: string): Promise<void> {
  await TOUCH.rows(tx, { id });
}
