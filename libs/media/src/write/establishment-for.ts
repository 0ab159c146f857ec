import { type Principal, requireAt, roleMay, visibleNodes } from '#lib/identity';
import type { Tx } from '#lib/database';
import { invalid } from '#lib/kernel';
import { findPath, findTopmost } from './establishments.repository.js';

/**
 * The establishment of new media: the given one, else the topmost where the person edits.
 * @throws DomainError 422 for an establishment they do not see, 403 for one where they do not edit
 */
export async function establishmentFor(tx: Tx, who: Principal, named: string | undefined): Promise<string> {
  if (named === undefined) return topmost(tx, who);
  const path = await findPath(tx, named, visibleNodes(who));
  if (!path) throw unknown();
  requireAt(who, path, 'media.write');
  return named;
}

async function topmost(tx: Tx, who: Principal): Promise<string> {
  const nodes = who.grants
    .filter(({ role }) => roleMay(role, 'media.write'))
    .map((grant) => grant.establishmentId);
  const establishmentId = await findTopmost(tx, nodes);
  if (establishmentId === undefined) throw unknown();
  return establishmentId;
}

const unknown = () => invalid([{ path: 'establishmentId', code: 'unknown_reference' }]);
