import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PLATFORMS } from '#lib/platforms';
import { openStudio, recordingsOf } from './record.js';

/** Where each network's recordings are kept. */
export const RECORDINGS = 'test/contract/recordings';

/** Records every network, in files of their names. */
export async function recordAll(): Promise<void> {
  await mkdir(RECORDINGS, { recursive: true });
  for (const platform of PLATFORMS) {
    // A stand-in of its own, as in the test: what it made up before would be numbered.
    const studio = await openStudio();
    try {
      const recordings = await recordingsOf(studio, platform);
      await writeFile(join(RECORDINGS, `${platform}.json`), `${JSON.stringify(recordings, null, 2)}\n`);
      process.stdout.write(`${platform}: ${recordings.length} requests\n`);
    } finally {
      await studio.close();
    }
  }
}
