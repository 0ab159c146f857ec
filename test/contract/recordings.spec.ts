import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { capabilitiesOf, PLATFORMS } from '#lib/platforms';
import { RECORDINGS } from '../support/recording/main.js';
import { openStudio, recordingsOf, type Studio } from '../support/recording/record.js';
import type { Recording } from '../support/recording/recording.js';

describe.each([...PLATFORMS])('what the adapter of %s sends', (platform) => {
  let studio: Studio;
  let now: Recording[];
  beforeAll(async () => {
    studio = await openStudio();
    now = await recordingsOf(studio, platform);
  });
  afterAll(() => studio.close());

  it('is what was recorded: `npm run contract:record` writes a wanted change', async () => {
    expect(now).toEqual(JSON.parse(await readFile(join(RECORDINGS, `${platform}.json`), 'utf8')));
  });

  it('has each type of post, goes to the network’s own hosts, and holds no secret', () => {
    const types = new Set(now.flatMap(({ postType }) => postType ?? []));
    expect([...types].sort()).toEqual([...capabilitiesOf(platform).types].sort());
    for (const { origin, path } of now) expect(`${origin}${path}`).not.toMatch(/127\.0\.0\.1|stand-in/);
    expect(JSON.stringify(now)).not.toMatch(/127\.0\.0\.1|secret-of-the-recordings/);
    expect(JSON.stringify(now)).not.toMatch(capabilitiesOf(platform).credential.tokens);
  });
});
