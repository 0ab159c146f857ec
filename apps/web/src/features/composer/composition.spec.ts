import { describe, expect, it } from '@jest/globals';
import type { Channel, Format } from '../../shared/api/types';
import { compose, mediaOf } from './composition';
import { blankDraft, type Draft } from './draft';

const channel = (
  id: string,
  platform: Channel['platform'],
  baselinePlacement: Channel['baselinePlacement'] = 'end',
) => ({ id, name: id, platform, baselinePlacement }) as Channel;
const versions = [
  { text: 'Up café, parlons solutions', validFrom: '2020-01-01', validTo: '2026-06-30' },
  { text: 'Up café, agissons', validFrom: '2026-07-01', validTo: null },
];
const around = {
  channels: [channel('li', 'linkedin'), channel('insta', 'instagram', 'first_comment')],
  formats: [{ id: 'café', key: 'cafe', versions } as unknown as Format],
  media: new Map(),
  today: '2026-03-01',
  language: 'fr' as const,
};
const draft = (values: Partial<Draft> = {}): Draft => ({ ...blankDraft(null), text: 'Bonjour', ...values });

describe('a draft as its channels will show it', () => {
  it('is composed for the channels that were chosen, in their order, and for those that are known', () => {
    const { channels } = compose(draft({ channelIds: ['insta', 'gone', 'li'] }), around);
    expect(channels.map((one) => one.channel.id)).toEqual(['insta', 'li']);
  });

  it('carries the wording in force on its day, where the channel wants it', () => {
    const channelIds = ['li', 'insta'];
    const today = compose(draft({ channelIds, formatId: 'café' }), around);
    expect(today.baseline).toBe('Up café, parlons solutions');
    expect(today.channels.map(({ content }) => [content.text, content.firstComment])).toEqual([
      ['Bonjour\n\nUp café, parlons solutions', null],
      ['Bonjour', 'Up café, parlons solutions'],
    ]);
    const schedule = { localTime: '2026-09-01T09:00', timeZone: 'Europe/Paris' };
    expect(compose(draft({ channelIds, formatId: 'café', schedule }), around).baseline).toBe(
      'Up café, agissons',
    );
  });

  it('takes a channel’s own text, and counts it against the limit of its network', () => {
    const text = 'a'.repeat(3_001);
    const composition = compose(draft({ channelIds: ['li', 'insta'], variants: { li: { text } } }), around);
    const [onLinkedIn] = composition.channels;
    expect(onLinkedIn?.content.text).toBe(text);
    expect(onLinkedIn?.count).toBe(3_001);
    expect(onLinkedIn?.count).toBeGreaterThan(onLinkedIn?.limit ?? Infinity);
    expect(onLinkedIn?.problems.filter(({ path }) => path === 'text')[0]?.message).toMatch(/3.?000/);
  });

  it('adds up what is wrong over all channels', () => {
    const composition = compose(draft({ channelIds: ['li', 'insta'], text: '' }), around);
    expect(composition.errors).toBe(composition.channels.reduce((sum, { errors }) => sum + errors, 0));
    expect(composition.errors).toBeGreaterThan(0);
  });

  it('is nothing while channels and formats are not there yet', () => {
    const unknown = { ...around, channels: undefined, formats: undefined };
    expect(compose(draft({ channelIds: ['li'], formatId: 'café' }), unknown)).toEqual({
      channels: [],
      format: null,
      baseline: null,
      errors: 0,
    });
  });
});

describe('the media of a draft', () => {
  it('are all that it shows anywhere, each once', () => {
    const variants = { li: { mediaIds: ['b', 'c'] }, insta: { text: 'sans' } };
    expect(mediaOf(draft({ mediaIds: ['a', 'b'], variants }))).toEqual(['a', 'b', 'c']);
  });
});
