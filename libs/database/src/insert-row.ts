import type { EntityTarget, ObjectLiteral, QueryDeepPartialEntity } from 'typeorm';
import type { Tx } from './database.js';

/**
 * Inserts one row by its entity, in one statement without RETURNING, because ids are made by the application.
 * @param row absent members take the column's default
 */
export async function insertRow<T extends ObjectLiteral>(
  tx: Tx,
  entity: EntityTarget<T>,
  row: Partial<T>,
): Promise<void> {
  // TypeORM's type expects partial JSON columns; a complete one is assignable to it.
  const values = row as QueryDeepPartialEntity<T>;
  await tx.createQueryBuilder().insert().into(entity).values(values).updateEntity(false).execute();
}
