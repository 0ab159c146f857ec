import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/** Text typed into a form, stored until the server has it. */
export interface KeptNote {
  /** Person and form: `<user>|<form>`. */
  id: string;
  text: string;
  at: number;
}

/** What is known here of a draft; what else it holds is the composer's matter. */
export interface OwnedDraft {
  id: string;
  userId: string;
}

interface Schema<Draft extends OwnedDraft> extends DBSchema {
  drafts: { key: string; value: Draft; indexes: { owner: string } };
  notes: { key: string; value: KeptNote };
}

let opened: Promise<IDBPDatabase<Schema<OwnedDraft>>> | null = null;

/** This browser's store of unsaved text. Works over plain http too; a private window may refuse it. */
export function deviceDatabase<Draft extends OwnedDraft = OwnedDraft>(): Promise<
  IDBPDatabase<Schema<Draft>>
> {
  opened ??= openDB<Schema<OwnedDraft>>('lineup', 1, {
    upgrade(database) {
      database.createObjectStore('drafts', { keyPath: 'id' }).createIndex('owner', 'userId');
      database.createObjectStore('notes', { keyPath: 'id' });
    },
    terminated: () => (opened = null),
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  // Only the composer writes drafts: it says what it reads.
  return opened as unknown as Promise<IDBPDatabase<Schema<Draft>>>;
}
