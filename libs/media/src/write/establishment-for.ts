import { targetEstablishment, type Principal, roleMay } from '#lib/identity';
import type { Tx } from '#lib/database';
import { invalid } from '#lib/kernel';
import { findTopmost } from './establishments.repository.js';

/**
 * The establishment of new media: the given one, else the topmost where the person edits.
 * @throws DomainError 422 for an establishment they do not see, 403 for one where they do not edit
 */
export async function establishmentFor(tx: Tx, who: Principal, named: string | undefined): Promise<string> {
  if (named === undefined) return topmost(tx, who);
  return (await targetEstablishment(tx, who, named, 'media.write')).id;
}

async function topmost(tx: Tx, who: Principal): Promise<string> {
  const nodes = who.grants
    .filter(({ role }) => roleMay(role, 'media.write'))
    .map((grant) => grant.establishmentId);
  const establishmentId = await findTopmost(tx, nodes);
  if (establishmentId === undefined) {
    throw invalid([{ path: 'establishmentId', code: 'unknown_reference' }]);
  }
  return establishmentId;
}
