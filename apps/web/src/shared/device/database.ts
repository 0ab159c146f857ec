import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { KeptDraft } from '../../features/composer/store/ports';

/** Text typed into a form, stored until the server has it. */
export interface KeptNote {
  /** Person and form: `<user>|<form>`. */
  id: string;
  text: string;
  at: number;
}

interface Schema extends DBSchema {
  drafts: { key: string; value: KeptDraft; indexes: { owner: string } };
  notes: { key: string; value: KeptNote };
}

let opened: Promise<IDBPDatabase<Schema>> | null = null;

/** This browser's store of unsaved text. Works over plain http too; a private window may refuse it. */
export function deviceDatabase(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('lineup', 1, {
    upgrade(database) {
      database.createObjectStore('drafts', { keyPath: 'id' }).createIndex('owner', 'userId');
      database.createObjectStore('notes', { keyPath: 'id' });
    },
    terminated: () => (opened = null),
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}
