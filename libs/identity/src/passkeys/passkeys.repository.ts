import type { AuthenticatorTransportFuture } from '@simplewebauthn/server';
import type { Database } from '#lib/database';
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

/** $1 the account. */
const OF_PERSON = `${SELECT} WHERE user_id = $1 ORDER BY created_at`;

/** A person's passkeys, oldest first. */
export const findPasskeys = (database: Database, userId: string): Promise<PasskeyRow[]> =>
  database.query<PasskeyRow>(OF_PERSON, [userId]);

/** $1 the credential. */
const BY_CREDENTIAL = `${SELECT} WHERE credential_id = $1`;

/** The passkey with this credential id, of any person. */
export const findPasskeyByCredential = async (
  database: Database,
  credentialId: string,
): Promise<PasskeyRow | undefined> => (await database.query<PasskeyRow>(BY_CREDENTIAL, [credentialId]))[0];

/** A new passkey. */
export interface NewPasskey {
  userId: string;
  name: string;
  credentialId: string;
  publicKey: Uint8Array;
  counter: number;
  transports: AuthenticatorTransportFuture[];
}

/** $1 id, $2 account, $3 name, $4 credential, $5 public key, $6 counter, $7 transports. */
const ADD = `
  INSERT INTO auth.passkey (id, user_id, name, credential_id, public_key, counter, transports)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (credential_id) DO NOTHING
  RETURNING id, name, created_at AS "createdAt"`;

/** Undefined when the credential id is taken. */
export async function addPasskey(
  database: Database,
  { userId, name, credentialId, publicKey, counter, transports }: NewPasskey,
): Promise<Pick<PasskeyRow, 'id' | 'name' | 'createdAt'> | undefined> {
  const values = [newId(), userId, name, credentialId, Buffer.from(publicKey), counter, transports];
  return (await database.query<PasskeyRow>(ADD, values))[0];
}

/** $1 the passkey, $2 account. */
const REMOVE = `
  WITH gone AS (
    DELETE FROM auth.passkey
    WHERE id = $1
      AND user_id = $2
    RETURNING name
  )
  SELECT name FROM gone`;

/** Removes one of a person's passkeys. @returns its name; undefined when they have none of this id */
export const removePasskey = async (
  database: Database,
  id: string,
  userId: string,
): Promise<string | undefined> => (await database.query<{ name: string }>(REMOVE, [id, userId]))[0]?.name;

/** $1 the passkey, $2 counter. */
const USED = 'UPDATE auth.passkey SET counter = $2, last_used_at = now() WHERE id = $1';

/** Notes a use with the device's counter. */
export async function notePasskeyUse(database: Database, id: string, counter: number): Promise<void> {
  await database.query(USED, [id, counter]);
}
