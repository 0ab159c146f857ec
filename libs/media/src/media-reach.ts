import { type Principal, requireAt, roleMay, visibleNodes } from '#lib/identity';
import type { Tx } from '#lib/database';
import { invalid } from '#lib/kernel';

/**
 * SQL that holds for media (`m`) which a person may read: those of the establishments they see, and those that
 * are shared from an establishment above. `nodes` names a parameter with `visibleNodes`, null for
 * everything. The establishments are found first, so that an index finds their media among all others'.
 */
export const readableMedia = (nodes: string): string =>
  `(${nodes}::uuid[] IS NULL OR m.establishment_id = ANY(ARRAY(
     SELECT r.id FROM establishment r WHERE r.path && ${nodes}::uuid[]
     UNION SELECT unnest(g.path) FROM establishment g WHERE g.id = ANY(${nodes}::uuid[]))))`;

/** SQL that holds for media which a post shows that the person sees, wherever the media belong. */
export const shownMedia = (nodes: string): string =>
  `EXISTS (SELECT 1 FROM lineup_posts_showing(m.id) AS shows(id)
     JOIN post p ON p.organisation_id = m.organisation_id AND p.id = shows.id
     JOIN establishment h ON h.organisation_id = p.organisation_id AND h.id = p.establishment_id
     WHERE h.path && ${nodes}::uuid[])`;

/**
 * The establishment that new media belong to: the one that is named, else the topmost where the person edits.
 * @throws DomainError 422 for an establishment they do not see, 403 for one where they do not edit
 */
export async function establishmentFor(tx: Tx, who: Principal, named: string | undefined): Promise<string> {
  if (named === undefined) return topmost(tx, who);
  const [establishment] = await tx.query<{ id: string; path: string[] }[]>(
    'SELECT e.id, e.path FROM establishment e WHERE e.id = $1 AND ($2::uuid[] IS NULL OR e.path && $2)',
    [named, visibleNodes(who)],
  );
  if (!establishment) throw invalid([{ path: 'establishmentId', code: 'unknown_reference' }]);
  requireAt(who, establishment.path, 'media.write');
  return establishment.id;
}

async function topmost(tx: Tx, who: Principal): Promise<string> {
  const nodes = who.grants
    .filter(({ role }) => roleMay(role, 'media.write'))
    .map((grant) => grant.establishmentId);
  const [establishment] = await tx.query<{ id: string }[]>(
    'SELECT id FROM establishment WHERE id = ANY($1) ORDER BY cardinality(path), array_position($1, id) LIMIT 1',
    [nodes],
  );
  if (!establishment) throw invalid([{ path: 'establishmentId', code: 'unknown_reference' }]);
  return establishment.id;
}
