import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { copyTree } from './copy-tree.js';

/**
 * Files that a copy of a running server must or may omit (PostgreSQL, "Making a Base Backup Using the Low Level
 * API").
 */
const LEFT_OUT =
  /^(postmaster\.(pid|opts)|backup_label(\.old)?|tablespace_map(\.old)?|(pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans|pg_wal)\/.+|.*\/?pgsql_tmp.*|.*\/pg_internal\.init.*)$/;

/** Name of a write-ahead log file: timeline, log, segment. */
const SEGMENT = /^[0-9A-F]{24}$/;

/**
 * Copies the data of a running server, with everything that is committed before the copy ends. A slot keeps the
 * write-ahead log since the beginning; it ends with the session.
 * @param url signed in as a superuser
 */
export async function copyRunning(url: string, dataDir: string, to: string): Promise<void> {
  const session = new Client({ connectionString: url });
  await session.connect();
  try {
    await session.query(
      `SELECT pg_create_physical_replication_slot('lineup_backup_' || pg_backend_pid(), true, true)`,
    );
    const { rows: started } = await session.query<{ segment: string }>(
      `SELECT pg_walfile_name(pg_backup_start('lineup backup', true)) AS segment`,
    );
    await copyTree(dataDir, to, (path) => !LEFT_OUT.test(path));
    const { rows: ended } = await session.query<{ segment: string; label: string }>(
      `SELECT pg_walfile_name(lsn) AS segment, labelfile AS label FROM pg_backup_stop(false)`,
    );
    const [first, last] = [started[0]?.segment ?? '', ended[0]?.segment ?? ''];
    await copyTree(
      join(dataDir, 'pg_wal'),
      join(to, 'pg_wal'),
      (name) => name.endsWith('.history') || (SEGMENT.test(name) && name >= first && name <= last),
    );
    await requireSegments(join(to, 'pg_wal'), first, last);
    await writeFile(join(to, 'backup_label'), ended[0]?.label ?? '', { mode: 0o600 });
  } finally {
    await session.end();
  }
}

/**
 * @throws Error when the write-ahead log does not cover the copy from beginning to end, so that it could not be
 * started
 */
async function requireSegments(folder: string, first: string, last: string): Promise<void> {
  const there = (await readdir(folder)).filter((name) => SEGMENT.test(name));
  if (there.includes(first) && there.includes(last)) return;
  throw new Error(`The copy lacks a part of the write-ahead log (${first} to ${last})`);
}

/** Copies the data of a stopped server. */
export async function copyStopped(dataDir: string, to: string): Promise<void> {
  await copyTree(dataDir, to, (path) => !/^postmaster\.(pid|opts)$/.test(path));
}
