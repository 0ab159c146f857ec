import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type DomainError, loadConfig } from '#lib/kernel';
import { freePort } from '#lib/database';
import { startS3, type TestS3 } from '../../../test/support/s3.js';
import { MediaStorage } from './media-storage.js';
import { StorageWatch } from './storage-watch.js';

let home: string;
let s3: TestS3;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'lineup-storage-'));
  s3 = await startS3();
});
afterAll(async () => {
  await s3?.stop();
  await rm(home, { recursive: true, force: true });
});

const configOf = (kind: string, over: Record<string, string> = {}) =>
  loadConfig(
    {
      DATABASE_URL: 'postgres://lineup@127.0.0.1:1/lineup',
      LINEUP_HOME: join(home, kind),
      LINEUP_SECRET: 'a-secret-that-only-these-tests-know',
      ...(kind === 's3' ? s3.env : {}),
      ...over,
    },
    [],
  );

/** More than two of the parts that an upload is cut into. */
const CONTENT = randomBytes(12_000_000);
const SHA = createHash('sha256').update(CONTENT).digest('hex');

const incoming = async (storage: MediaStorage, content: Buffer): Promise<string> => {
  const file = join(await storage.incoming(), 'new');
  await writeFile(file, content);
  return file;
};
const all = async (stream: Promise<Readable>): Promise<Buffer> => buffer(await stream);

describe.each(['disk', 's3'])('media on %s', (kind) => {
  let storage: MediaStorage;
  beforeAll(async () => {
    storage = new MediaStorage(configOf(kind));
    await storage.keep(await incoming(storage, CONTENT), 'o', SHA);
  });

  it('come back whole, in part, and as a file that is lent', async () => {
    expect(await storage.size('o', SHA)).toBe(CONTENT.length);
    expect((await all(storage.stream('o', SHA, 'original'))).equals(CONTENT)).toBe(true);
    const part = await all(storage.stream('o', SHA, 'original', { start: 5_000_000, end: 5_000_003 }));
    expect(part).toEqual(CONTENT.subarray(5_000_000, 5_000_003));
    const lent = await storage.lend('o', SHA, (path) => readFile(path));
    expect(lent.equals(CONTENT)).toBe(true);
  });

  it('are kept once, apart by organisation; what is known already is left to whoever brought it', async () => {
    const again = await incoming(storage, Buffer.from('other bytes'));
    await storage.keep(again, 'o', SHA);
    expect(await storage.size('o', SHA)).toBe(CONTENT.length);
    expect(await storage.size('p', SHA)).toBeNull();
    expect(await storage.size('o', SHA, 'thumbnail')).toBeNull();
    // Should the known one go a moment later, this one takes its place.
    expect(await readFile(again, 'utf8')).toBe('other bytes');
    await rm(again);
  });

  it('free what they hold when a reader goes away in the middle', async () => {
    for (let reader = 0; reader < 600; reader++) {
      (await storage.stream('o', SHA, 'original', { start: 0, end: 300_000 })).destroy();
    }
    expect(await storage.size('o', SHA)).toBe(CONTENT.length);
  }, 60_000);
});

describe('a bucket that does not let us in', () => {
  const refusal = async (over: Record<string, string>): Promise<string> => {
    const storage = new MediaStorage(configOf('s3', over));
    const file = await incoming(storage, Buffer.from('bytes'));
    const error: unknown = await storage.check().then(
      () => null,
      (reason: unknown) => reason,
    );
    await rm(file);
    return (error as DomainError).code;
  };
  const startOf = (over: Record<string, string>): Promise<void> => {
    const config = configOf('s3', over);
    return new StorageWatch(new MediaStorage(config), config).onApplicationBootstrap();
  };

  it('is told by what to put right', async () => {
    expect(await refusal({ S3_SECRET_ACCESS_KEY: 'not-the-secret' })).toBe('storage_secret');
    expect(await refusal({ S3_ACCESS_KEY_ID: 'SOMEONE' })).toBe('storage_key');
    expect(await refusal({ S3_BUCKET: 'elsewhere' })).toBe('storage_bucket');
    expect(await refusal({ S3_ENDPOINT: `http://127.0.0.1:${await freePort()}` })).toBe(
      'storage_unreachable',
    );
  });

  it('keeps the process from starting when only a setting can help', async () => {
    await expect(startOf({ S3_SECRET_ACCESS_KEY: 'not-the-secret' })).rejects.toThrow(
      /S3_SECRET_ACCESS_KEY is not the secret of S3_ACCESS_KEY_ID/,
    );
    await expect(startOf({ S3_ENDPOINT: `http://127.0.0.1:${await freePort()}` })).resolves.toBeUndefined();
    await expect(startOf({})).resolves.toBeUndefined();
  });
});
