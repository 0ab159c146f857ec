import { randomBytes, randomInt } from 'node:crypto';
import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CommandError } from '../command-error.js';

const kept = z.object({
  /** Password of the owner of the embedded database. */
  databasePassword: z.string().min(16),
  /** LINEUP_SECRET, when the environment has none. */
  secret: z.string().min(32),
  /** Password of the demonstration's people. */
  demoPassword: z.string().min(12),
});
export type Secrets = z.output<typeof kept>;

/** Easy to read aloud and to type: no look-alike letters. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const readable = (): string =>
  Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join(''),
  ).join('-');

/**
 * The generated secrets of an installation: made once, readable by their owner only. Without the file the channels'
 * credentials are lost, so it must be backed up.
 * @throws CommandError when the file is damaged, instead of making new secrets
 */
export function keepSecrets(home: string): Secrets {
  const file = join(home, 'secrets.json');
  const secrets = readSecrets(home);
  if (!secrets) return makeSecrets(file);
  chmodSync(file, 0o600);
  return secrets;
}

/**
 * The secrets of a home or of a backup, read-only.
 * @returns null when there are none
 * @throws CommandError when the file is damaged
 */
export function readSecrets(folder: string): Secrets | null {
  const file = join(folder, 'secrets.json');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const parsed = kept.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new CommandError(`${file} is damaged: restore it from a backup. It opens the stored credentials.`);
}

function makeSecrets(file: string): Secrets {
  const secrets: Secrets = {
    databasePassword: randomBytes(24).toString('base64url'),
    secret: randomBytes(36).toString('base64url'),
    demoPassword: readable(),
  };
  // Atomic: a complete file or none.
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
