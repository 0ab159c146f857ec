import type { AuthenticatorTransportFuture } from '@simplewebauthn/server';
import { type Database, statement } from '#lib/database';
import { newId } from '#lib/kernel';

/** A stored passkey. */
export interface PasskeyRow {
  id: string;
  userId: string;
  name: string;
  credentialId: string;
  publicKey: Buffer;
  /** The device's counter of uses: a bigint, in digits. */
  counter: string;
  transports: AuthenticatorTransportFuture[];
  createdAt: Date;
  lastUsedAt: Date | null;
}

const SELECT = `
  SELECT id, user_id AS "userId", name, credential_id AS "credentialId", public_key AS "publicKey", counter, transports,
    created_at AS "createdAt", last_used_at AS "lastUsedAt"
  FROM auth.passkey`;

const OF_PERSON = statement<{ userId: string }, PasskeyRow>(`${SELECT}
  WHERE user_id = :userId
  ORDER BY created_at`);

/** A person's passkeys, oldest first. */
export const findPasskeys = (database: Database, userId: string): Promise<PasskeyRow[]> =>
  OF_PERSON.rows(database, { userId });

const BY_CREDENTIAL = statement<{ credentialId: string }, PasskeyRow>(`${SELECT}
  WHERE credential_id = :credentialId`);

/** The passkey with this credential id, of any person. */
export const findPasskeyByCredential = (
  database: Database,
  credentialId: string,
): Promise<PasskeyRow | undefined> => BY_CREDENTIAL.row(database, { credentialId });

/** A new passkey. */
export interface NewPasskey {
  userId: string;
  name: string;
  credentialId: string;
  publicKey: Uint8Array;
  counter: number;
  transports: AuthenticatorTransportFuture[];
}

/** What is known of a passkey when it is added. */
type Added = Pick<PasskeyRow, 'id' | 'name' | 'createdAt'>;

const ADD = statement<Omit<NewPasskey, 'publicKey'> & { id: string; publicKey: Buffer }, Added>(`
  INSERT INTO auth.passkey (id, user_id, name, credential_id, public_key, counter, transports)
  VALUES (:id, :userId, :name, :credentialId, :publicKey, :counter, :transports)
  ON CONFLICT (credential_id) DO NOTHING
  RETURNING id, name, created_at AS "createdAt"`);

/** Undefined when the credential id is taken. */
export const addPasskey = (database: Database, passkey: NewPasskey): Promise<Added | undefined> =>
  ADD.row(database, { ...passkey, id: newId(), publicKey: Buffer.from(passkey.publicKey) });

const REMOVE = statement<{ id: string; userId: string }, { name: string }>(`
  WITH gone AS (
    DELETE FROM auth.passkey
    WHERE id = :id
      AND user_id = :userId
    RETURNING name
  )
  SELECT name FROM gone`);

/** Removes one of a person's passkeys. @returns its name; undefined when they have none of this id */
export const removePasskey = async (
  database: Database,
  id: string,
  userId: string,
): Promise<string | undefined> => (await REMOVE.row(database, { id, userId }))?.name;

const USED = statement<{ id: string; counter: number }>(
  'UPDATE auth.passkey SET counter = :counter, last_used_at = now() WHERE id = :id',
);

/** Notes a use with the device's counter. */
export async function notePasskeyUse(database: Database, id: string, counter: number): Promise<void> {
  await USED.rows(database, { id, counter });
}
