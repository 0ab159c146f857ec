import type { z } from 'zod';
import type { Tx } from '#lib/database';
import { mayAt, type Principal, visibleNodes } from '#lib/identity';
import { type InputIssue, invalid } from '#lib/kernel';
import { readableMedia } from '#lib/media';
import type { variantInput } from './posts.schemas.js';

interface References {
  channelIds?: string[] | undefined;
  variants?: Record<string, z.output<typeof variantInput>> | undefined;
  formatId?: string | null | undefined;
  campaignId?: string | null | undefined;
  establishmentId?: string | undefined;
  mediaIds?: string[] | undefined;
  audienceIds?: string[] | undefined;
}

/**
 * Every id that a post names must be the organisation's: one statement finds all that are not.
 * A channel must also be of a house where the person edits, a medium one that they may read; those that the post has
 * already (`kept`) may stay.
 * @throws DomainError 422 that lists them by path
 */
export async function checkReferences(
  tx: Tx,
  who: Principal,
  input: References,
  kept: readonly string[] = [],
): Promise<void> {
  const named: [kind: string, path: string, id: string][] = [
    ...(input.channelIds ?? []).map((id, i): [string, string, string] => ['channel', `channelIds.${i}`, id]),
    ...Object.keys(input.variants ?? {}).map((id): [string, string, string] => [
      'channel',
      `variants.${id}`,
      id,
    ]),
    ...(input.mediaIds ?? []).map((id, i): [string, string, string] => ['media', `mediaIds.${i}`, id]),
    ...Object.entries(input.variants ?? {}).flatMap(([channel, v]) =>
      (v.mediaIds ?? []).map((id, i): [string, string, string] => [
        'media',
        `variants.${channel}.mediaIds.${i}`,
        id,
      ]),
    ),
    ...(input.audienceIds ?? []).map((id, i): [string, string, string] => [
      'audience',
      `audienceIds.${i}`,
      id,
    ]),
    ...(['format', 'campaign', 'establishment'] as const).flatMap((kind) => {
      const id = input[`${kind}Id`];
      return id ? [[kind, `${kind}Id`, id] as [string, string, string]] : [];
    }),
  ];
  if (named.length === 0) return;
  const known = await tx.query<{ kind: string; id: string; path: string[] | null }[]>(
    `SELECT 'channel' AS kind, c.id, e.path FROM channel c
       JOIN establishment e ON e.organisation_id = c.organisation_id AND e.id = c.establishment_id
       WHERE c.id = ANY($1) AND c.removed_at IS NULL
     UNION ALL SELECT 'media', m.id, NULL FROM media m
       JOIN establishment e ON e.organisation_id = m.organisation_id AND e.id = m.establishment_id
       WHERE m.id = ANY($1) AND m.removed_at IS NULL AND (m.id = ANY($3) OR ${readableMedia('$2')})
     UNION ALL SELECT 'audience', id, NULL FROM audience WHERE id = ANY($1)
     UNION ALL SELECT 'format', id, NULL FROM format WHERE id = ANY($1)
     UNION ALL SELECT 'campaign', id, NULL FROM campaign WHERE id = ANY($1)
     UNION ALL SELECT 'establishment', id, NULL FROM establishment WHERE id = ANY($1)`,
    [named.map(([, , id]) => id), visibleNodes(who), kept],
  );
  const usable = known.filter(({ id, path }) => !path || kept.includes(id) || mayAt(who, path, 'post.write'));
  const found = new Set(usable.map((row) => `${row.kind}:${row.id}`));
  const issues: InputIssue[] = named
    .filter(([kind, , id]) => !found.has(`${kind}:${id.toLowerCase()}`))
    .map(([, path]) => ({ path, code: 'unknown_reference' }));
  if (issues.length > 0) throw invalid(issues);
}

/** Of some channels, those that are still there and that the person may plan for; their order is kept. */
export async function usableChannels(tx: Tx, who: Principal, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string; path: string[] }[]>(
    `SELECT c.id, e.path FROM channel c JOIN establishment e ON e.organisation_id = c.organisation_id AND e.id = c.establishment_id
     WHERE c.id = ANY($1) AND c.removed_at IS NULL`,
    [ids],
  );
  const usable = new Set(rows.filter(({ path }) => mayAt(who, path, 'post.write')).map(({ id }) => id));
  return ids.filter((id) => usable.has(id));
}

/**
 * The house a post belongs to: the one that is named, else that of its first channel, else the first one where the
 * person has a role.
 */
export async function homeOf(
  tx: Tx,
  who: Principal,
  input: References,
): Promise<{ id: string; path: string[] }> {
  const [home] = await tx.query<{ id: string; path: string[] }[]>(
    `SELECT e.id, e.path FROM establishment e
     WHERE e.id = coalesce($1::uuid, (SELECT establishment_id FROM channel WHERE id = $2::uuid), $3::uuid)`,
    [input.establishmentId ?? null, input.channelIds?.[0] ?? null, who.grants[0]?.establishmentId ?? null],
  );
  if (!home) throw invalid([{ path: 'establishmentId', code: 'unknown_reference' }]);
  return home;
}

/** Writes the channels of a post and what differs on each, in order; those not named any more go. */
export async function applyVariants(
  tx: Tx,
  organisationId: string,
  postId: string,
  channelIds: string[],
  variants: Record<string, z.output<typeof variantInput>>,
): Promise<void> {
  const unique = [...new Set(channelIds)];
  await tx.query('DELETE FROM post_variant WHERE post_id = $1 AND channel_id <> ALL($2)', [postId, unique]);
  const rows = unique.map((channelId, position) => {
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
  await tx.query(
    `INSERT INTO post_variant (organisation_id, post_id, channel_id, position, text, first_comment, type, media_ids, options)
     SELECT $1, $2, r."channelId", r.position, r.text, r."firstComment", r.type, r."mediaIds", r.options
     FROM jsonb_to_recordset($3) AS r("channelId" uuid, position int, text text, "firstComment" text, type text, "mediaIds" uuid[], options jsonb)
     ON CONFLICT (organisation_id, post_id, channel_id) DO UPDATE SET position = excluded.position, text = excluded.text,
       first_comment = excluded.first_comment, type = excluded.type, media_ids = excluded.media_ids, options = excluded.options`,
    [organisationId, postId, JSON.stringify(rows)],
  );
  // A post without a common text is called by the first of its channels' texts.
  await tx.query(`UPDATE post SET text = text WHERE id = $1 AND title = '' AND btrim(text) = ''`, [postId]);
}
