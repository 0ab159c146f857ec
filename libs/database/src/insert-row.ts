import type { EntityTarget, ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';
import type { Tx } from './database.js';

/**
 * Writes one new row by its entity, in one statement that brings nothing back: ids are made here, not by the database.
 * @param row members that are absent take the column's default
 */
export async function insertRow<T extends ObjectLiteral>(
  tx: Tx,
  entity: EntityTarget<T>,
  row: Partial<T>,
): Promise<void> {
  // TypeORM's type asks for partial JSON columns too; a whole one is one of those.
  const values = row as QueryDeepPartialEntity<T>;
  await tx.createQueryBuilder().insert().into(entity).values(values).updateEntity(false).execute();
}
