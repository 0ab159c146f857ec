import type { INestApplicationContext } from '@nestjs/common';
import { DateTime } from 'luxon';
import { Database, statement } from '#lib/database';
import type { Role } from '#lib/identity';
import { Clock } from '#lib/kernel';
import {
  CHANNELS,
  MEDIA,
  ORGANISATION,
  PEOPLE,
  POSTS,
  PRINTED_PEOPLE,
  resolvePost,
} from './content/index.js';
import { inParallel, keysOf, type Seeding, service } from './seeding/context.js';
import { writeHistory } from './seeding/history.js';
import { uploadPictures } from './seeding/media.js';
import { notifyOfWhatWaits } from './seeding/news.js';
import { backdate, isHistory, seedPost } from './seeding/posts.js';
import { createSandboxAccounts } from './seeding/sandbox.js';
import { createDemoOrganisation } from './seeding/demo-organisation.js';

export interface DemoOptions {
  /** Address of the sandbox, e.g. `http://127.0.0.1:3100`. */
  sandboxOrigin: string;
  /** Of every person of the demonstration. */
  password: string;
  /** Units of work done, and their total. */
  onProgress?: (done: number, total: number) => void;
}

export interface DemoSummary {
  /** False when the organisation existed, and nothing was written. */
  created: boolean;
  organisationId: string;
  /** The three people a start prints. */
  users: { email: string; name: string; role: Role }[];
  posts: number;
  channels: number;
  media: number;
  /** Due instants of the next posts, ISO 8601. */
  dueSoon: string[];
}

/** Posts written concurrently; the rest of the pool stays free. */
const WIDTH = 6;

const OF_NAME = statement<{ name: string }, { id: string }>(
  'SELECT id FROM organisation WHERE name = :name LIMIT 1',
);

/**
 * Fills an empty Lineup with a month of a communications desk. Its channels are accounts of the sandbox: nothing
 * reaches a real network.
 * @param app a process with all libs (`ApiModule`)
 */
export async function seedDemo(app: INestApplicationContext, options: DemoOptions): Promise<DemoSummary> {
  const known = await OF_NAME.row(service(app, Database), { name: ORGANISATION.name });
  if (known) return summaryOf(known.id, false, []);

  const total = keysOf(MEDIA).length + POSTS.length + 3;
  let done = 0;
  const step = (): void => options.onProgress?.(++done, total);
  const now = app.get<Clock>(Clock, { strict: false }).now();
  const start = DateTime.fromJSDate(now, { zone: ORGANISATION.timeZone });

  const accounts = await createSandboxAccounts(options.sandboxOrigin);
  step();
  const world = await createDemoOrganisation(app, options.password, accounts, now);
  step();
  const media = await uploadPictures({ app, people: world.people, step });
  const seeding: Seeding = { ...world, app, sandboxOrigin: options.sandboxOrigin, start, media, step };
  const posts = POSTS.map((post) => resolvePost(post, start));
  const seeded = await inParallel(posts, WIDTH, async (post) => {
    const made = await seedPost(seeding, post);
    step();
    return made;
  });
  await backdate(seeding, seeded);
  await writeHistory(
    seeding,
    seeded.filter(({ post }) => isHistory(post)),
  );
  await notifyOfWhatWaits(service(app, Database), world.organisationId);
  step();

  const soon = posts
    .filter(({ state, moment }) => state === 'scheduled' && moment && moment < start.plus({ minutes: 15 }))
    .map(({ moment }) => moment?.toUTC().toISO() ?? '');
  return summaryOf(world.organisationId, true, soon.sort());
}

const summaryOf = (organisationId: string, created: boolean, dueSoon: string[]): DemoSummary => ({
  created,
  organisationId,
  users: PRINTED_PEOPLE.map((key) => {
    const { email, name, role } = PEOPLE[key];
    return { email, name, role };
  }),
  posts: POSTS.length,
  channels: keysOf(CHANNELS).length,
  media: keysOf(MEDIA).length,
  dueSoon,
});
