// What a bench publishes: a picture and a video in the store, and a post's content for each network.
import { createHash, randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { SANDBOX_PLATFORMS } from '../../dist/apps/sandbox/src/index.js';
import { byPlatform, capabilitiesOf } from '../../dist/libs/platforms/src/index.js';

/** The visible call of each network, by the sandbox's name for it. */
export const FIRE = byPlatform((platform) => SANDBOX_PLATFORMS[platform].calls.visible);

/** Puts both into an organisation's media. @returns their facts */
export async function storeMedia(stack, organisation) {
  const keep = (file, facts) => {
    const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
    const target = join(stack.home, 'media', organisation, sha256.slice(0, 2), sha256);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(file, target);
    return { id: randomUUID(), sha256, bytes: statSync(file).size, altText: 'Une affiche', ...facts };
  };
  const picture = join(stack.home, 'picture.jpg');
  await sharp({ create: { width: 1080, height: 1080, channels: 3, background: '#E4572E' } })
    .jpeg()
    .toFile(picture);
  return {
    image: keep(picture, { kind: 'image', mime: 'image/jpeg', width: 1080, height: 1080, durationMs: null }),
    video: keep('test/support/media/clip.mp4', {
      kind: 'video',
      mime: 'video/mp4',
      width: 720,
      height: 1280,
      durationMs: 4000,
    }),
  };
}

/** Words that nothing else has, with what the network cannot do without. */
export function contentFor(platform, n, { image, video } = {}) {
  const text = `Parlons solutions, n° ${n} (${randomUUID()})`;
  const plain = { text, firstComment: null, link: null, options: {} };
  const { types, options } = capabilitiesOf(platform);
  const required = options.filter((rule) => rule.kind === 'enum' && rule.required);
  const chosen = {
    ...plain,
    options: Object.fromEntries(required.map(({ key, values }) => [key, values[0]])),
  };
  if (types.includes('text')) return { ...chosen, type: 'text', media: [] };
  return types.includes('image')
    ? { ...chosen, type: 'image', media: [image] }
    : { ...chosen, type: 'video', media: [video] };
}
