import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#lib/database/embedded';
import { TestProcess } from './processes.js';

export interface TestS3 {
  /** Settings of a Lineup that keeps its media there. */
  env: Record<string, string>;
  endpoint: string;
  stop(): Promise<void>;
}

const BUCKET = 'media';
const SECRET = 'planted-secret-of-the-bucket';

/** A storage that speaks S3 and checks signatures, as a process of its own, with one empty bucket. */
export async function startS3(): Promise<TestS3> {
  const folder = mkdtempSync(join(tmpdir(), 'lineup-s3-'));
  const port = await freePort();
  const server = new TestProcess('test/support/s3-server.mjs', [folder, BUCKET, String(port), SECRET], {});
  await server.until('the storage', () => (server.output.includes('listening') ? true : null));
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    endpoint,
    env: {
      S3_ENDPOINT: endpoint,
      S3_BUCKET: BUCKET,
      S3_ACCESS_KEY_ID: 'S3RVER',
      S3_SECRET_ACCESS_KEY: SECRET,
    },
    async stop() {
      await server.stop('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
