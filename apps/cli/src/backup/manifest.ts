import { createHmac } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CommandError } from '../command-error.js';

const FILE = 'manifest.json';

/** Description of a backup. It is written last: a folder without it is not a backup. */
const manifest = z.object({
  format: z.literal(1),
  /** Version of Lineup. */
  version: z.string(),
  /** UTC instant, ISO 8601, at which the database's part was complete. */
  takenAt: z.iso.datetime(),
  /** `folder`: the embedded server's data; `dump`: of `pg_dump`, for any server. */
  database: z.enum(['folder', 'dump']),
  /** Major version of the server; a `folder` needs the same one. */
  postgres: z.number().int(),
  /** `bucket`: they are in a separate storage with its own backups. */
  media: z.enum(['folder', 'bucket']),
  /** Identifies the LINEUP_SECRET that the backup needs, without revealing it. */
  secret: z.string(),
});
export type Manifest = z.output<typeof manifest>;

export const writeManifest = (folder: string, content: Manifest): void =>
  writeFileSync(join(folder, FILE), `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });

/** @throws CommandError when the folder is not a backup, or is of a later Lineup */
export function readManifest(folder: string): Manifest {
  let text: string;
  try {
    text = readFileSync(join(folder, FILE), 'utf8');
  } catch (error) {
    throw new CommandError(`${folder} holds no backup: it has no ${FILE}.`, { cause: error });
  }
  const parsed = manifest.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  throw new CommandError(`${join(folder, FILE)} is not one that this Lineup reads.`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The same for the same secret; the secret cannot be derived from it. */
export const nameOfSecret = (secret: string): string =>
  createHmac('sha256', secret).update('lineup backup').digest('hex').slice(0, 16);
