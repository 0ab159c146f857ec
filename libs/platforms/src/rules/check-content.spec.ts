import { checkContent } from './check-content.js';
import { HINT_CODES, HINTS, PROBLEM_MESSAGES, problemMessage } from './messages.js';
import type { ChannelContent, MediaFacts } from './platform.js';
import type { Platform } from './registry.js';
import { PROBLEM_CODES } from './problem-codes.js';

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

describe('checkContent', () => {
  const tiktok = { privacyLevel: 'SELF_ONLY' };
  it.each<[string, Platform, ChannelContent, string[]]>([
    ['a French text on Facebook', 'facebook', content(), []],
    ['an empty text', 'facebook', content({ text: '  ' }), ['text_required@text']],
    ['a text at the limit', 'linkedin', content({ text: `É.${'é'.repeat(2998)}` }), []],
    ['a text over the limit', 'linkedin', content({ text: `É.${'é'.repeat(2999)}` }), ['text_too_long@text']],
    [
      'an emoji counts two UTF-16 units',
      'linkedin',
      content({ text: `É.${'é'.repeat(2997)}🎉` }),
      ['text_too_long@text'],
    ],
    ['a long opening', 'facebook', content({ text: 'é'.repeat(126) }), ['~first_line_long@text']],
    ['text alone on Instagram', 'instagram', content(), ['media_required@media']],
    ['text alone on TikTok', 'tiktok', content({ options: tiktok }), ['media_required@media']],
    [
      'an image on TikTok',
      'tiktok',
      content({ type: 'image', media: [image()], options: tiktok }),
      ['post_type_unsupported@type'],
    ],
    ['a link card', 'linkedin', content({ type: 'link', link: 'https://groupe-sos.org/éducation' }), []],
    [
      'a link card with a thumbnail',
      'linkedin',
      content({ type: 'link', link: 'https://groupe-sos.org', media: [image()] }),
      [],
    ],
    [
      'a thumbnail on Facebook',
      'facebook',
      content({ type: 'link', link: 'https://groupe-sos.org', media: [image()] }),
      ['post_type_mismatch@type'],
    ],
    ['no link', 'facebook', content({ type: 'link' }), ['link_required@link']],
    ['not a link', 'facebook', content({ type: 'link', link: 'groupe-sos' }), ['link_invalid@link']],
    [
      'a link beside a picture',
      'facebook',
      content({ type: 'image', media: [image()], link: 'https://a.fr' }),
      ['~link_unsupported@link'],
    ],
    [
      'a link beside a picture, which the text has',
      'facebook',
      content({ type: 'image', media: [image()], text: 'Voir https://a.fr.', link: 'https://a.fr' }),
      [],
    ],
    [
      'an address in an Instagram caption',
      'instagram',
      content({ type: 'image', media: [image()], text: 'Voir https://a.fr.' }),
      ['~link_unsupported@text'],
    ],
    [
      'a PNG on Instagram becomes a JPEG',
      'instagram',
      content({ type: 'image', media: [image({ mime: 'image/png' })] }),
      [],
    ],
    [
      'a panorama on Instagram is cropped',
      'instagram',
      content({ type: 'image', media: [image({ width: 2000, height: 1000 })] }),
      ['~image_cropped@media.0'],
    ],
    [
      '4:5 and 1200 x 628 on Instagram',
      'instagram',
      content({
        type: 'images',
        media: [image({ width: 1080, height: 1350 }), image({ width: 1200, height: 628 })],
      }),
      [],
    ],
    [
      'a small image is enlarged',
      'instagram',
      content({ type: 'image', media: [image({ width: 300, height: 300 })] }),
      ['~image_too_small@media.0'],
    ],
    [
      'a heavy image is made lighter',
      'instagram',
      content({ type: 'image', media: [image({ bytes: 8_000_001 })] }),
      [],
    ],
    [
      'no description',
      'instagram',
      content({ type: 'image', media: [image({ altText: '' })] }),
      ['~alt_text_missing@media.0'],
    ],
    [
      'a long description',
      'instagram',
      content({ type: 'image', media: [image({ altText: 'é'.repeat(1001) })] }),
      ['alt_text_too_long@media.0'],
    ],
    [
      'a gallery of one',
      'linkedin',
      content({ type: 'images', media: [image()] }),
      ['media_count_too_few@media'],
    ],
    [
      'a gallery of eleven',
      'instagram',
      content({ type: 'images', media: Array.from({ length: 11 }, () => image()) }),
      ['media_count_too_many@media'],
    ],
    [
      'images and a video on LinkedIn',
      'linkedin',
      content({ type: 'images', media: [image(), video()] }),
      ['mixed_media_unsupported@media'],
    ],
    [
      'images and a video on Instagram',
      'instagram',
      content({ type: 'images', media: [image(), video()] }),
      [],
    ],
    [
      'a type that does not fit',
      'facebook',
      content({ type: 'image', media: [image(), image()] }),
      ['post_type_mismatch@type'],
    ],
    ['media on a text', 'facebook', content({ media: [image()] }), ['post_type_mismatch@type']],
    [
      'a short reel',
      'instagram',
      content({ type: 'video', media: [video({ durationMs: 2_900 })] }),
      ['video_too_short@media.0'],
    ],
    [
      'a long reel',
      'facebook',
      content({ type: 'video', media: [video({ durationMs: 91_000 })] }),
      ['video_too_long@media.0'],
    ],
    [
      'a lying-down reel',
      'facebook',
      content({ type: 'video', media: [video({ width: 1920, height: 1080 })] }),
      ['video_ratio_unsupported@media.0'],
    ],
    [
      'a tiny video',
      'tiktok',
      content({ type: 'video', media: [video({ width: 200, height: 200 })], options: tiktok }),
      ['video_resolution_unsupported@media.0'],
    ],
    [
      'no privacy level',
      'tiktok',
      content({ type: 'video', media: [video()] }),
      ['option_required@options.privacyLevel'],
    ],
    [
      'an unknown privacy level',
      'tiktok',
      content({ type: 'video', media: [video()], options: { privacyLevel: 'ALL' } }),
      ['option_invalid@options.privacyLevel'],
    ],
    [
      'branded content for oneself',
      'tiktok',
      content({ type: 'video', media: [video()], options: { ...tiktok, brandContent: true } }),
      ['option_invalid@options.privacyLevel'],
    ],
    [
      'a flag that is no flag',
      'tiktok',
      content({ type: 'video', media: [video()], options: { ...tiktok, disableDuet: 'yes' } }),
      ['option_invalid@options.disableDuet'],
    ],
    [
      'an option of another network',
      'facebook',
      content({ options: { privacyLevel: 'SELF_ONLY' } }),
      ['~option_unknown@options.privacyLevel'],
    ],
    [
      'a first comment on TikTok',
      'tiktok',
      content({ type: 'video', media: [video()], options: tiktok, firstComment: 'Merci' }),
      ['first_comment_unsupported@firstComment'],
    ],
    [
      'a long first comment',
      'instagram',
      content({ type: 'image', media: [image()], firstComment: 'é'.repeat(301) }),
      ['first_comment_too_long@firstComment'],
    ],
    [
      'six hashtags',
      'instagram',
      content({
        type: 'image',
        media: [image()],
        text: Array.from({ length: 6 }, (_, i) => `#été${i}`).join(' '),
      }),
      ['~hashtags_too_many@text'],
    ],
    [
      'thirty-one hashtags',
      'instagram',
      content({
        type: 'image',
        media: [image()],
        text: Array.from({ length: 31 }, (_, i) => `#été${i}.`).join(' '),
      }),
      ['hashtags_too_many@text'],
    ],
    [
      'twenty-one mentions',
      'instagram',
      content({
        type: 'image',
        media: [image()],
        text: Array.from({ length: 21 }, (_, i) => `@café${i}!`).join(' '),
      }),
      ['mentions_too_many@text'],
    ],
  ])('%s', (_name, platform, c, expected) => expect(found(platform, c)).toEqual(expected));

  it('fills limit and actual in the unit of the code', () => {
    expect(
      checkContent('instagram', content({ type: 'video', media: [video({ durationMs: 2_900 })] })),
    ).toEqual([{ code: 'video_too_short', path: 'media.0', severity: 'error', limit: 3_000, actual: 2_900 }]);
  });
});

describe('messages', () => {
  it('has every sentence in both languages, with French spacing and apostrophes', () => {
    for (const code of PROBLEM_CODES) expect(PROBLEM_MESSAGES.en[code].length).toBeGreaterThan(10);
    const french = [...Object.values(PROBLEM_MESSAGES.fr), ...HINT_CODES.map((code) => HINTS.fr[code])];
    for (const sentence of french) {
      expect(sentence).not.toMatch(/'|[^\u202f][;?!]|[^\u202fs]:/u);
    }
  });

  it.each([
    ['fr', 'La vidéo dure 2,9 s ; Instagram demande au moins 3 s.'],
    ['en', 'The video lasts 2.9 sec; Instagram asks for at least 3 sec.'],
  ] as const)('%s', (locale, expected) => {
    const problem = {
      code: 'video_too_short',
      path: 'media.0',
      severity: 'error',
      limit: 3_000,
      actual: 2_900,
    } as const;
    expect(problemMessage(locale, 'instagram', problem).replaceAll(/[\u00a0\u202f]/gu, ' ')).toBe(expected);
  });
});

describe('the encoding of a video', () => {
  const encoded = (over: Partial<NonNullable<MediaFacts['video']>>, platform: Platform): string[] => {
    const facts = { codec: 'avc', audioCodec: 'aac', frameRate: 30, fastStart: true, ...over };
    const options = platform === 'tiktok' ? { privacyLevel: 'SELF_ONLY' } : {};
    const clip = video({ durationMs: 20_000, video: facts });
    return found(platform, content({ type: 'video', media: [clip], options }));
  };

  it('passes where it is common, whatever the network', () => {
    for (const platform of ['facebook', 'instagram', 'linkedin', 'tiktok'] as const) {
      expect(encoded({}, platform)).toEqual([]);
      expect(encoded({ codec: 'hevc', audioCodec: null }, platform)).toEqual([]);
      // NTSC: 24000/1001 frames a second are 24 for everybody.
      expect(encoded({ frameRate: 23.976 }, platform)).toEqual([]);
    }
  });

  it.each<[Platform, object, string[]]>([
    ['instagram', { codec: 'vp9' }, ['video_codec_unsupported@media.0']],
    ['facebook', { codec: 'other' }, ['video_codec_unsupported@media.0']],
    ['facebook', { codec: 'av1' }, []],
    ['tiktok', { codec: 'av1' }, ['video_codec_unsupported@media.0']],
    ['instagram', { audioCodec: 'mp3' }, ['video_sound_unsupported@media.0']],
    ['tiktok', { audioCodec: 'mp3' }, []],
    ['instagram', { frameRate: 15 }, ['video_too_few_frames@media.0']],
    ['facebook', { frameRate: 120 }, ['video_too_many_frames@media.0']],
    ['linkedin', { codec: 'other', audioCodec: 'other', frameRate: 5 }, []],
    // Turned round before it goes out.
    ['instagram', { fastStart: false }, []],
  ])('on %s, %j', (platform, over, problems) => {
    expect(encoded(over, platform)).toEqual(problems);
  });

  it('is not judged where it is not known', () => {
    expect(found('instagram', content({ type: 'video', media: [video({ video: null })] }))).toEqual([]);
  });
});
