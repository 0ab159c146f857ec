import type { Tx } from '#lib/database';
import { mayAt, type Principal, requireAt } from '#lib/identity';
import { type InputIssue, invalid } from '#lib/kernel';
import { findReferences, type Reference, type ReferenceKind } from './references.repository.js';

/** Everything that a post refers to by id. */
export interface References {
  channelIds?: readonly string[] | undefined;
  variants?: Readonly<Record<string, { mediaIds?: readonly string[] | undefined }>> | undefined;
  formatId?: string | null | undefined;
  campaignId?: string | null | undefined;
  establishmentId?: string | undefined;
  mediaIds?: readonly string[] | undefined;
  audienceIds?: readonly string[] | undefined;
}

interface Named {
  kind: ReferenceKind;
  /** Path within the request. */
  path: string;
  id: string;
}

const each = (kind: ReferenceKind, path: string, ids: readonly string[] | undefined): Named[] =>
  (ids ?? []).map((id, at) => ({ kind, path: `${path}.${at}`, id }));

function namesOf(input: References): Named[] {
  const variants = Object.entries(input.variants ?? {});
  const single = (['format', 'campaign', 'establishment'] as const).flatMap((kind): Named[] => {
    const id = input[`${kind}Id`];
    return id ? [{ kind, path: `${kind}Id`, id }] : [];
  });
  return [
    ...each('channel', 'channelIds', input.channelIds),
    ...variants.map(([id]): Named => ({ kind: 'channel', path: `variants.${id}`, id })),
    ...each('media', 'mediaIds', input.mediaIds),
    ...variants.flatMap(([id, v]) => each('media', `variants.${id}.mediaIds`, v.mediaIds)),
    ...each('audience', 'audienceIds', input.audienceIds),
    ...single,
  ];
}

/**
 * Checks that every id belongs to the organisation, in one statement. A channel must also be of an establishment
 * where the person edits, and a medium readable; those that the post already has (`kept`) may stay.
 * @returns the rows found
 * @throws DomainError 422 that lists unknown ids by path
 */
export async function checkReferences(
  tx: Tx,
  who: Principal,
  input: References,
  kept: readonly string[] = [],
): Promise<Reference[]> {
  const named = namesOf(input);
  if (named.length === 0) return [];
  const ids = named.map(({ id }) => id);
  const found = await findReferences(tx, who, ids, kept);
  const usable = new Set(
    found
      .filter(
        ({ kind, id, path }) => kind !== 'channel' || kept.includes(id) || mayAt(who, path, 'post.write'),
      )
      .map(({ kind, id }) => `${kind}:${id}`),
  );
  const issues: InputIssue[] = named
    .filter(({ kind, id }) => !usable.has(`${kind}:${id.toLowerCase()}`))
    .map(({ path }) => ({ path, code: 'unknown_reference' }));
  if (issues.length > 0) throw invalid(issues);
  return found;
}

/**
 * Adds the establishment of a new post: the given one, else that of its first channel, else the first where the
 * person has a role.
 */
export const withEstablishment = <T extends References>(who: Principal, input: T): T =>
  input.establishmentId || input.channelIds?.[0]
    ? input
    : { ...input, establishmentId: who.grants[0]?.establishmentId };

/**
 * @param input from {@link withEstablishment} @param found from {@link checkReferences}
 * @returns id of the establishment that the post belongs to
 * @throws DomainError 403 where the person does not edit
 */
export function establishmentOf(who: Principal, input: References, found: readonly Reference[]): string {
  const [kind, id] = input.establishmentId
    ? ['establishment', input.establishmentId]
    : ['channel', input.channelIds?.[0] ?? ''];
  const own = found.find((one) => one.kind === kind && one.id === id.toLowerCase());
  if (!own) throw invalid([{ path: 'establishmentId', code: 'unknown_reference' }]);
  requireAt(who, own.path, 'post.write');
  return own.establishmentId ?? own.id;
}
