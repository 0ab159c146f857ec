// The worker that everybody writes first: look for what is due, publish, write it down; try again when it fails. It is
// here to be caught: a judge that lets it pass judges nothing.
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { PlatformClient } from '#lib/channels';
import { armFailpoints, failpoint, loadConfig, masterKey, SystemClock, Vault } from '#lib/kernel';
import { Derivatives, MediaStorage, FileOpener } from '#lib/media';
import { PLATFORMS } from '#lib/platforms';
import { PreparedMedia } from '../../libs/publishing/src/engine/platform/prepared-media.js';
import { StepIoFactory } from '../../libs/publishing/src/engine/platform/step-io-factory.js';
import { CLAIM } from '../../libs/publishing/src/engine/claim/claim.sql.js';
import type { Work } from '../../libs/publishing/src/engine/claim/work.js';

const config = loadConfig(process.env, PLATFORMS);
const database = new Pool({ connectionString: config.DATABASE_URL });
database.on('error', () => undefined);
const vault = new Vault([masterKey(config.LINEUP_SECRET)]);
const clock = new SystemClock();
const platforms = new PlatformClient(config, clock);
const storage = new MediaStorage(config);
const notes = {
  query: async <T extends object>(sql: string, values: unknown[]) =>
    (await database.query<T>(sql, values)).rows,
};
const prepared = new PreparedMedia(new Derivatives(storage, notes, new FileOpener(config, Infinity)), {
  warn: () => undefined,
});
const paced = { of: (work: Work) => platforms.http(work) };
const stepIo = new StepIoFactory(platforms, vault, storage, prepared, paced, clock, config);
const name = `worker-naive-${process.pid}`;
const busy = new Set<string>();
armFailpoints(config.LINEUP_FAILPOINT);

async function publish(organisationId: string, id: string): Promise<void> {
  const values = CLAIM.valuesOf({ organisationId, id, worker: name, leaseS: 1 });
  const { rows } = await database.query<Work>(CLAIM.text, values);
  const [row] = rows;
  if (!row) return;
  const work = { ...row, dueAtMonotonic: clock.monotonicMs() + row.dueInMs };
  await failpoint('after_claim', id);
  const { signal } = new AbortController();
  for (const step of stepIo.plan(work)) {
    if (step.phase === 'fire') await failpoint('after_intent', id);
    for (;;) {
      const result = await (step.phase === 'fire'
        ? stepIo.fire(work, step, stepIo.io(work, signal))
        : step.run(stepIo.io(work, signal)));
      if (result.output !== undefined) work.progress = { ...work.progress, [step.name]: result.output };
      if (result.state === 'done') break;
      await sleep(result.afterMs);
    }
    if (step.phase === 'fire') await failpoint('after_answer', id);
  }
  const { remoteId } = platforms.adapter(work.platform).remotePost(work.progress, work.account);
  await failpoint('before_outcome', id);
  await database.query(
    `UPDATE publication SET state = 'published', stage = 'done', wake_at = NULL, remote_id = $2, published_at = now() WHERE id = $1`,
    [id, remoteId],
  );
}

async function run(): Promise<void> {
  for (;;) {
    const { rows } = await database
      .query<{ organisation_id: string; id: string }>(
        `SELECT organisation_id, id FROM publication WHERE state = 'pending' AND due_at <= now()`,
      )
      .catch(() => ({ rows: [] }));
    for (const row of rows.filter(({ id }) => !busy.has(id))) {
      busy.add(row.id);
      publish(row.organisation_id, row.id)
        .catch((error: unknown) => process.stderr.write(`${String(error)}\n`))
        .finally(() => busy.delete(row.id));
    }
    await sleep(200);
  }
}

process.once('SIGTERM', () => process.exit(0));
process.send?.({ ready: true });
await run();
