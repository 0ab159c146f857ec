import { capabilitiesOf } from './registry.js';
import { checkContent } from './check-content.js';
import { problemMessage } from './messages.js';
import type { ChannelContent, MediaFacts } from './platform.js';
import type { Platform } from './registry.js';
import { videoRecipe } from './video-recipe.js';

const image = (over: Partial<MediaFacts> = {}): MediaFacts => ({
  id: 'm1',
  kind: 'image',
  mime: 'image/jpeg',
  bytes: 200_000,
  width: 1080,
  height: 1080,
  durationMs: null,
  sha256: 'a'.repeat(64),
  altText: 'Des bénévoles devant le café',
  ...over,
});
const video = (over: Partial<MediaFacts> = {}): MediaFacts =>
  image({
    kind: 'video',
    mime: 'video/mp4',
    bytes: 3_000_000,
    width: 1080,
    height: 1920,
    durationMs: 20_000,
    ...over,
  });
const content = (over: Partial<ChannelContent> = {}): ChannelContent => ({
  type: 'text',
  text: 'Bonjour à toutes et à tous.',
  firstComment: null,
  link: null,
  media: [],
  options: {},
  ...over,
});
const found = (platform: Platform, c: ChannelContent): string[] =>
  checkContent(platform, c).map((p) => `${p.severity === 'error' ? '' : '~'}${p.code}@${p.path}`);

describe('what phones and designers send', () => {
  const animated = image({ mime: 'image/gif', frames: 12 });
  const post = (medium: MediaFacts) => content({ type: medium.kind, media: [medium] });

  it.each(['image/heic', 'image/webp', 'image/avif', 'image/gif'])(
    '%s is made fit for every network',
    (mime) => {
      for (const platform of ['facebook', 'instagram', 'linkedin'] as const) {
        expect(found(platform, post(image({ mime })))).toEqual([]);
      }
    },
  );

  it('says which pictures of a carousel will be cropped to the first', () => {
    const media = [image(), image({ width: 1200, height: 800 })];
    const pins = content({ type: 'images', media, options: { board: '1' } });
    expect(found('pinterest', pins)).toEqual(['~image_cropped@media.1']);
    expect(found('linkedin', { ...pins, options: {} })).toEqual([]);
  });

  it('an animation goes out as it is where it is taken, and is refused in words elsewhere', () => {
    expect(found('linkedin', post(animated))).toEqual([]);
    expect(found('facebook', post(animated))).toEqual(['image_animated@media.0']);
    expect(found('instagram', post(animated))).toEqual(['image_animated@media.0']);
    expect(found('linkedin', post({ ...animated, frames: 251 }))).toEqual(['image_too_many_frames@media.0']);
    expect(found('linkedin', post({ ...animated, bytes: 8_000_001 }))).toEqual(['media_too_large@media.0']);
    expect(found('linkedin', post({ ...animated, mime: 'image/webp' }))).toEqual(['image_animated@media.0']);
    const [problem] = checkContent('facebook', post(animated));
    expect(problem && problemMessage('fr', 'facebook', problem)).toMatch(
      /^Facebook ne montre pas les images animées/,
    );
  });

  it.each(['video/quicktime', 'video/x-m4v'])('%s becomes an MP4 where its encoding is taken', (mime) => {
    const facts = { codec: 'avc', audioCodec: 'aac', frameRate: 30, fastStart: true };
    const film = video({ mime, width: 1080, height: 1920, video: facts });
    expect(videoRecipe(capabilitiesOf('linkedin').video ?? { mimes: [], maxBytes: 0 }, film)).toEqual({
      layout: 'fast_start',
    });
    for (const platform of ['facebook', 'instagram', 'linkedin'] as const) {
      expect(found(platform, post(film))).toEqual([]);
      const other = { ...film, video: { ...facts, codec: 'other' } };
      expect(found(platform, post(other))).toEqual(['video_codec_unsupported@media.0']);
      const sound = { ...film, video: { ...facts, audioCodec: 'pcm-s16' } };
      expect(found(platform, post(sound))).toEqual(['video_sound_unsupported@media.0']);
    }
  });
});
