import { existsSync } from 'node:fs';
import { copyFile, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MediaStorage, UploadMedia } from '#lib/media';
import { french, MEDIA, type MediaKey } from '../content/index.js';
import { inParallel, keysOf, type Seeding, service } from './context.js';

const PICTURES = join('apps', 'cli', 'src', 'demo', 'media');

/** Folder of the pictures, whether this runs from the sources or from `dist`: in the nearest checkout above. */
export function picturesFolder(from = fileURLToPath(import.meta.url)): string {
  let folder = dirname(from);
  for (;;) {
    const candidate = join(folder, PICTURES);
    if (existsSync(join(candidate, 'atelier.mp4'))) return candidate;
    const above = dirname(folder);
    if (above === folder) throw new Error(`The demonstration's pictures (${PICTURES}) are missing`);
    folder = above;
  }
}

export const altTextOf = (key: MediaKey): string => french(MEDIA[key].altText);

/** Uploads every picture through the same service as people. */
export async function uploadPictures(
  seeding: Pick<Seeding, 'app' | 'people' | 'step'>,
): Promise<Record<MediaKey, string>> {
  const uploading = service(seeding.app, UploadMedia);
  const storage = service(seeding.app, MediaStorage);
  const folder = picturesFolder();
  const ids = await inParallel(keysOf(MEDIA), 4, async (key): Promise<[MediaKey, string]> => {
    // Uploading moves the file, so a copy is made on the same disk.
    const path = await storage.newFile();
    await copyFile(join(folder, key), path);
    const { id } = await uploading.run(
      seeding.people.camille,
      { path, originalname: key },
      { altText: altTextOf(key) },
    );
    seeding.step();
    return [key, id];
  });
  return Object.fromEntries(ids) as Record<MediaKey, string>;
}

/** The bytes of the pictures, base64, by name. */
export async function picturesInBase64(): Promise<Record<string, string>> {
  const folder = picturesFolder();
  const files = keysOf(MEDIA).map(async (key) => [
    key,
    (await readFile(join(folder, key))).toString('base64'),
  ]);
  return Object.fromEntries(await Promise.all(files)) as Record<string, string>;
}
