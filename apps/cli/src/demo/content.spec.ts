import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { composeChannel, POST_STATES, stateFromPublications } from '#rules/posts';
import {
  type ChannelContent,
  checkContent,
  HINTS,
  type MediaFacts,
  PLATFORMS,
  type Problem,
} from '#rules/platforms';
import { sniff } from '../../../sandbox/src/core/sniff.js';
import {
  type ChannelKey,
  CHANNELS,
  dated,
  dayFrom,
  daysIn,
  FORMATS,
  french,
  ESTABLISHMENTS,
  MEDIA,
  type MediaKey,
  PEOPLE,
  POSTS,
  resolvePost,
  type ResolvedPost,
} from './content/index.js';
import { timelineOf } from './seeding/timeline.js';

const FOLDER = join(process.cwd(), 'apps', 'cli', 'src', 'demo', 'media');
const START = DateTime.fromISO('2026-11-23T09:41', { zone: 'Europe/Paris' });
const posts = POSTS.map((post) => resolvePost(post, START));
const keys = Object.keys(MEDIA) as MediaKey[];
const isOut = (state: string): boolean => ['published', 'partially_published', 'failed'].includes(state);
const isVideo = (key: MediaKey): boolean => key.endsWith('.mp4');

/** Width and height that the first track header of an MP4 declares. */
function filmSize(bytes: Buffer): { width: number; height: number } {
  const at = bytes.indexOf('tkhd') + 4 + 76;
  return { width: bytes.readUInt32BE(at) >> 16, height: bytes.readUInt32BE(at + 4) >> 16 };
}

const facts = new Map(
  keys.map((key): [string, MediaFacts] => {
    const { width, height, altText } = MEDIA[key];
    const bytes = existsSync(join(FOLDER, key)) ? statSync(join(FOLDER, key)).size : 0;
    const kind = isVideo(key) ? ('video' as const) : ('image' as const);
    const mime = isVideo(key) ? 'video/mp4' : 'image/jpeg';
    const durationMs = isVideo(key) ? 6080 : null;
    return [
      key,
      { id: key, kind, mime, bytes, width, height, durationMs, sha256: key, altText: french(altText) },
    ];
  }),
);

function composed(
  post: ResolvedPost,
): { channel: ChannelKey; content: ChannelContent; problems: Problem[] }[] {
  return post.channels.map((channel) => {
    const { platform, placement } = CHANNELS[channel];
    const { media, ...variant } = post.variants[channel] ?? {};
    const content = composeChannel({
      post: { title: post.title, text: post.text, link: post.link ?? null, mediaIds: post.media ?? [] },
      variant: { ...variant, mediaIds: media },
      platform,
      placement,
      baseline: post.format ? FORMATS[post.format].baseline : null,
      media: facts,
    });
    return { channel, content, problems: checkContent(platform, content) };
  });
}

describe('the brand', () => {
  it('has its baselines to the letter', () => {
    expect(Object.fromEntries(Object.entries(FORMATS).map(([key, { baseline }]) => [key, baseline]))).toEqual(
      {
        'up-cafe': 'Up café, parlons solutions',
        'up-pro': "Up pro, construisons l'innovation sociale",
        'up-conference': "Up conférence, inspirer l'innovation sociale",
        'up-magazine': 'Up, le mag qui inspire votre quotidien',
      },
    );
  });

  it('has a mark and a tint of its own for each format', () => {
    const all = Object.values(FORMATS);
    expect(new Set(all.map(({ mark }) => mark)).size).toBe(all.length);
    for (const { mark, tint } of all) {
      expect(mark).toMatch(/^[A-Z]{2}$/);
      expect(tint).toMatch(/^#[0-9A-F]{6}$/);
    }
  });

  it('places each baseline once, where the channel wants it', () => {
    const placed = posts
      .filter((post) => post.format)
      .flatMap((post) => composed(post).map((c) => ({ post, ...c })));
    for (const { post, channel, content } of placed) {
      const baseline = post.format ? FORMATS[post.format].baseline : '';
      const { placement } = CHANNELS[channel];
      const expected = placement === 'none' ? 0 : 1;
      const everything = `${content.text}\n${content.firstComment ?? ''}`;
      expect([post.key, channel, everything.split(baseline).length - 1]).toEqual([
        post.key,
        channel,
        expected,
      ]);
      if (placement === 'first_comment') {
        expect(content.firstComment).toContain(baseline);
      }
    }
  });
});

describe('the posts', () => {
  it('are a month of a desk', () => {
    expect(posts.length).toBeGreaterThanOrEqual(60);
    expect(posts.length).toBeLessThanOrEqual(80);
    expect(new Set(posts.map(({ key }) => key)).size).toBe(posts.length);
    const days = posts.flatMap(({ moment }) => (moment ? [moment.diff(START, 'days').days] : []));
    expect(Math.min(...days)).toBeLessThan(-13);
    expect(Math.max(...days)).toBeGreaterThan(19);
  });

  it('know every network, format and state that a demonstration can hold', () => {
    expect(new Set(posts.flatMap(({ channels }) => channels.map((c) => CHANNELS[c].platform)))).toEqual(
      new Set(PLATFORMS),
    );
    expect(new Set(posts.flatMap(({ format }) => format ?? []))).toEqual(new Set(Object.keys(FORMATS)));
    const states = new Set(posts.map(({ state }) => state));
    // Publishing is a matter of seconds: the engine shows it when it is due.
    expect(POST_STATES.filter((state) => !states.has(state))).toEqual(['publishing']);
    expect(posts.filter(({ state }) => state === 'in_review').length).toBeGreaterThanOrEqual(6);
    const types = new Set(posts.flatMap((post) => composed(post).map(({ content }) => content.type)));
    expect(types).toEqual(new Set(['text', 'link', 'image', 'images', 'video', 'article']));
    expect(new Set(Object.values(CHANNELS).map(({ placement }) => placement)).size).toBe(3);
  });

  it('would be taken by every network once they are submitted', () => {
    const errors = posts
      .filter(({ state }) => state !== 'draft')
      .flatMap((post) =>
        composed(post).map(({ channel, problems }) => ({ key: post.key, channel, problems })),
      )
      .flatMap(({ problems, ...where }) =>
        problems.filter((p) => p.severity === 'error').map((p) => ({ ...where, p })),
      );
    expect(errors).toEqual([]);
    expect(posts.filter(({ state, channels }) => state !== 'draft' && channels.length === 0)).toEqual([]);
  });

  it('hook the reader before the fold', () => {
    const lost = posts.flatMap((post) =>
      composed(post)
        .filter(({ problems }) =>
          problems.some(({ code }) => code === 'first_line_long' || code === 'hashtags_too_many'),
        )
        .map(({ channel }) => [post.key, channel]),
    );
    expect(lost).toEqual([]);
  });

  it('have drafts that still lack something', () => {
    const incomplete = posts
      .filter(({ state }) => state === 'draft')
      .filter(
        (post) =>
          post.channels.length === 0 ||
          composed(post).some(({ problems }) => problems.some((p) => p.severity === 'error')),
      );
    expect(incomplete.length).toBeGreaterThanOrEqual(4);
  });

  it('have approved ones without a date, and some that go out in the next minutes', () => {
    expect(posts.filter(({ state, moment }) => state === 'approved' && moment)).toEqual([]);
    const soon = posts.filter(
      ({ state, moment }) => state === 'scheduled' && moment && moment < START.plus({ minutes: 10 }),
    );
    expect(soon.length).toBeGreaterThanOrEqual(2);
  });

  it.each(Array.from({ length: 14 }, (_, days) => START.plus({ days, hours: days })))(
    'announce nothing that is over, and keep to their side of now, when it all starts on %s',
    (start) => {
      for (const raw of POSTS) {
        const { key, state, moment } = resolvePost(raw, start);
        if (!moment) continue;
        if (isOut(state)) expect([key, moment < start]).toEqual([key, true]);
        else expect([key, moment > start]).toEqual([key, true]);
        const said = [...raw.text, ...Object.values(raw.variants ?? {}).flatMap(({ text }) => text ?? [])];
        const over = daysIn(said.join(' '), start).filter((day) => day.endOf('day') < moment);
        expect([key, over]).toEqual([key, []]);
      }
    },
  );

  it('have the state that their publications give', () => {
    for (const post of posts.filter(({ state }) => isOut(state))) {
      const publications = post.channels.map((channel) => ({
        state: post.troubles?.[channel]?.state ?? ('published' as const),
        started: true,
      }));
      expect([post.key, stateFromPublications(publications)]).toEqual([post.key, post.state]);
    }
    const troubles = posts.flatMap(({ troubles: t }) => Object.values(t ?? {}));
    expect(troubles.map(({ state }) => state)).toContain('needs_attention');
    for (const { error } of troubles) expect(Object.keys(HINTS.fr)).toContain(error.hint);
  });

  it('carry a note where a reviewer sent them back', () => {
    const back = posts.filter(({ state }) => state === 'changes_requested');
    expect(back.length).toBeGreaterThan(0);
    for (const { answer } of back) expect(answer).toBeTruthy();
  });
});

describe('the past of a post', () => {
  it('has an order, working hours, and ends before now', () => {
    for (const post of posts) {
      const { created, submitted, decided } = timelineOf(post, START);
      const end = Math.min(post.moment?.toMillis() ?? Infinity, START.toMillis());
      expect([post.key, created < submitted, submitted < decided, decided.getTime() < end]).toEqual([
        post.key,
        true,
        true,
        true,
      ]);
      for (const at of [created, submitted, decided]) {
        const local = DateTime.fromJSDate(at, { zone: 'Europe/Paris' });
        expect([post.key, local.weekday <= 5, local.hour >= 8, local.hour < 19]).toEqual([
          post.key,
          true,
          true,
          true,
        ]);
      }
    }
  });
});

describe('the French', () => {
  const texts = posts.flatMap((post) => [
    post.title,
    post.text,
    post.note ?? '',
    post.answer ?? '',
    ...Object.values(post.variants).flatMap((v) => [v.text ?? '', v.firstComment ?? '']),
  ]);
  const names = [...Object.values(ESTABLISHMENTS), ...Object.values(PEOPLE), ...Object.values(CHANNELS)].map(
    ({ name }) => name,
  );
  const all = [
    ...texts,
    ...names,
    ...keys.map((key) => french(MEDIA[key].altText)),
    ...Object.values(FORMATS).map((f) => f.description),
  ];

  it('has typographic apostrophes', () => {
    expect(all.filter((text) => text.includes("'"))).toEqual([]);
  });

  it('has narrow no-break spaces before double signs, and no date left to fill in', () => {
    expect(all.filter((text) => / [;:!?»]|« |\{|\}/.test(text))).toEqual([]);
    expect(french('Oui ! « Non » à 18 h : 1 000 €')).toBe(
      'Oui\u202f! «\u202fNon\u202f» à 18\u00a0h\u202f: 1\u202f000\u00a0€',
    );
  });

  it('says dates as people do', () => {
    expect(dated('le {j+8}, ou le {sam+1}', START)).toBe('le mardi 1er décembre, ou le samedi 28 novembre');
  });

  it('keeps the office away from weekends', () => {
    expect(dayFrom(START, 5, true).toISODate()).toBe('2026-11-30');
    expect(dayFrom(START, -1, true).toISODate()).toBe('2026-11-20');
    expect(dayFrom(START, 5, false).toISODate()).toBe('2026-11-28');
  });
});

describe('the pictures', () => {
  it.each(keys)('%s is what it is said to be', (key) => {
    const bytes = readFileSync(join(FOLDER, key));
    const { width, height, altText } = MEDIA[key];
    expect(altText.length).toBeGreaterThan(40);
    expect(altText.length).toBeLessThanOrEqual(1000);
    expect(sniff(bytes).mime).toBe(isVideo(key) ? 'video/mp4' : 'image/jpeg');
    expect(isVideo(key) ? filmSize(bytes) : sniff(bytes)).toMatchObject({ width, height });
    expect(bytes.length).toBeLessThan(isVideo(key) ? 700_000 : 250_000);
  });

  it('weigh little, start quickly, and are all shown somewhere', () => {
    expect(keys.reduce((sum, key) => sum + (facts.get(key)?.bytes ?? 0), 0)).toBeLessThan(3_500_000);
    const film = readFileSync(join(FOLDER, 'atelier.mp4'));
    expect(film.indexOf('moov')).toBeLessThan(film.indexOf('mdat'));
    const shown = new Set(
      posts.flatMap((post) => [
        ...(post.media ?? []),
        ...Object.values(post.variants).flatMap((v) => v.media ?? []),
      ]),
    );
    expect(keys.filter((key) => !shown.has(key))).toEqual([]);
  });
});
