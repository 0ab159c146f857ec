import { checkContent } from './check-content.js';
import type { ChannelContent, MediaFacts } from './platform.js';
import { capabilitiesFor, formOf, type Platform } from './registry.js';

const image = (over: Partial<MediaFacts> = {}): MediaFacts => ({
  id: 'm1',
  kind: 'image',
  mime: 'image/jpeg',
  bytes: 200_000,
  width: 1080,
  height: 1920,
  durationMs: null,
  sha256: 'a'.repeat(64),
  altText: 'Des bénévoles devant le café',
  ...over,
});
const film = (over: Partial<MediaFacts> = {}): MediaFacts =>
  image({ kind: 'video', mime: 'video/mp4', bytes: 3_000_000, durationMs: 20_000, ...over });
const content = (over: Partial<ChannelContent> = {}): ChannelContent => ({
  type: 'image',
  text: '',
  firstComment: null,
  link: null,
  media: [image()],
  options: {},
  ...over,
});
const found = (platform: Platform, c: ChannelContent): string[] =>
  checkContent(platform, c).map((p) => `${p.severity === 'error' ? '' : '~'}${p.code}@${p.path}`);

describe('a film on Facebook', () => {
  const lying: Partial<ChannelContent> = {
    type: 'video',
    media: [film({ width: 1920, height: 1080, durationMs: 120_000 })],
  };

  it('is judged as what was chosen, and as a reel where nothing was', () => {
    expect(found('facebook', content({ ...lying, options: { as: 'video' } }))).toEqual([]);
    const asReel = ['video_ratio_unsupported@media.0', 'video_too_long@media.0'];
    expect(found('facebook', content(lying))).toEqual(asReel);
    expect(found('facebook', content({ ...lying, options: { as: 'reel' } }))).toEqual(asReel);
  });

  it('has a form, and other posts have none', () => {
    expect(formOf('facebook', { type: 'video', options: {} })).toBe('reel');
    expect(formOf('facebook', { type: 'video', options: { as: 'video' } })).toBe('video');
    expect(formOf('facebook', { type: 'image', options: { as: 'video' } })).toBeNull();
    expect(formOf('linkedin', { type: 'video', options: { as: 'video' } })).toBeNull();
    expect(capabilitiesFor('facebook', { type: 'video', options: {} }).video?.durationMs?.max).toBe(90_000);
  });

  it('leaves a choice for films unused on a picture', () => {
    expect(found('facebook', content({ options: { as: 'video' } }))).toEqual(['~option_unused@options.as']);
    expect(found('facebook', content({ options: { as: 'reel' } }))).toEqual([]);
  });
});

describe.each(['facebook', 'instagram'] as const)('a story on %s', (platform) => {
  const story = (over: Partial<ChannelContent> = {}) => content({ options: { placement: 'story' }, ...over });

  it('is a picture or a film that fills the screen, without words', () => {
    expect(found(platform, story())).toEqual([]);
    expect(found(platform, story({ type: 'video', media: [film()] }))).toEqual([]);
    expect(formOf(platform, story())).toBe('story');
    expect(formOf(platform, content())).toBeNull();
  });

  it('says that its text, its baseline with it, and its link are seen by nobody', () => {
    expect(found(platform, story({ text: 'Up café, parlons solutions' }))).toEqual(['~text_not_shown@text']);
    expect(found(platform, story({ link: 'https://up.example' }))).toEqual(['~link_unsupported@link']);
    expect(found(platform, story({ text: 'é'.repeat(3_000) }))).toEqual(['~text_not_shown@text']);
  });

  it('takes no comment', () => {
    expect(found(platform, story({ firstComment: 'Ici' }))).toEqual([
      'first_comment_unsupported@firstComment',
    ]);
  });

  it('has one medium', () => {
    expect(found(platform, story({ type: 'images', media: [image(), image()] }))).toEqual([
      'story_of_one@media',
    ]);
    expect(found(platform, story({ type: 'text', media: [] }))).toContain('media_required@media');
  });

  it('warns of margins around a square, which is not cropped', () => {
    expect(found(platform, story({ media: [image({ height: 1080 })] }))).toEqual(['~media_margins@media.0']);
  });

  it('lasts 3 to 60 seconds', () => {
    const lasting = (durationMs: number) =>
      found(platform, story({ type: 'video', media: [film({ durationMs })] }));
    expect(lasting(2_900)).toEqual(['video_too_short@media.0']);
    expect(lasting(60_100)).toEqual(['video_too_long@media.0']);
  });
});

it('a film that is not upright is refused as a story by Facebook, and has margins on Instagram', () => {
  const lying = content({
    type: 'video',
    media: [film({ width: 1920, height: 1080 })],
    options: { placement: 'story' },
  });
  expect(found('facebook', lying)).toEqual(['video_ratio_unsupported@media.0']);
  expect(found('instagram', lying)).toEqual(['~media_margins@media.0']);
});
