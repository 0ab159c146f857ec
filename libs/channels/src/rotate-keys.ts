import type { Database } from '#lib/database';
import type { Vault } from '#lib/kernel';
import { openCredential, sealCredential } from './credentials.js';
import { exchangeCredential, findSealed, type SealedRow } from './rotate-keys.repository.js';

/** Channels per page. */
const BATCH = 200;

export interface Rotation {
  /** Sealed again with the present key. */
  resealed: number;
  /** Already sealed with the present key. */
  current: number;
  /** Sealed with a key that is not known any more: these channels need a new token. */
  unreadable: number;
}

/**
 * Seals every credential with the present key, while Lineup runs. Each is replaced only if it is unchanged, so a
 * channel that is reconnected or renewed meanwhile keeps its new credential. Can be interrupted and run again.
 */
export async function rotateKeys(database: Database, vault: Vault): Promise<Rotation> {
  const rotation: Rotation = { resealed: 0, current: 0, unreadable: 0 };
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await findSealed(database, after, BATCH);
    for (const row of rows) await rotateOne(database, vault, row, rotation);
    const last = rows.at(-1);
    if (!last) return rotation;
    after = last.id;
  }
}

async function rotateOne(
  database: Database,
  vault: Vault,
  row: SealedRow,
  rotation: Rotation,
): Promise<void> {
  const { organisationId, id, credential } = row;
  if (vault.isCurrent(credential)) {
    rotation.current += 1;
  } else if (!vault.opens(credential)) {
    rotation.unreadable += 1;
  } else {
    const open = openCredential(vault, organisationId, id, credential).reveal();
    const sealed = sealCredential(vault, organisationId, id, open);
    // If it changed meanwhile, it was sealed with the present key anyway.
    if (await exchangeCredential(database, row, sealed)) rotation.resealed += 1;
    else rotation.current += 1;
  }
}
