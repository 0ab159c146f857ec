import { describe, expect, it } from '@jest/globals';
import { freeze, type FrozenChannel } from './freeze.js';

const channel: FrozenChannel = {
  channelId: '0199f1c0-0000-7000-8000-000000000001',
  platform: 'facebook',
  content: {
    type: 'text',
    text: 'Le café, « parlons solutions » — é 🙂',
    firstComment: null,
    link: null,
    media: [],
    options: { b: 1, a: { d: true, c: 0.1 } },
  },
  baseline: { id: '0199f1c0-0000-7000-8000-000000000002', text: 'Up café, parlons solutions' },
};

describe('freezing a post', () => {
  it('names the content with the hash that earlier releases gave it', () => {
    const { hash } = freeze({ title: 'Rencontre', formatId: null }, [channel]);
    expect(hash).toBe('55ef18cc4574b81f2d8ef7137f64ad169f6854a307df4e89bf94b619189e3d96');
  });

  it('gives equal contents one hash, whatever the order of their members', () => {
    const { content, ...rest } = channel;
    const shuffled = { content: { ...content, options: { a: { c: 0.1, d: true }, b: 1 } }, ...rest };
    expect(freeze({ title: 'T', formatId: null }, [shuffled]).hash).toBe(
      freeze({ formatId: null, title: 'T' }, [channel]).hash,
    );
  });

  it('gives another hash to another text, to other media and to another baseline', () => {
    const hashes = [
      channel,
      { ...channel, content: { ...channel.content, text: 'Le café' } },
      { ...channel, baseline: null },
    ].map((one) => freeze({ title: 'T', formatId: null }, [one]).hash);
    expect(new Set(hashes).size).toBe(3);
  });

  it('keeps nothing that only judges the content', () => {
    const judged = { ...channel, problems: [{ code: 'too_long' }], count: 12, limit: 3000 };
    expect(freeze({ title: 'T', formatId: null }, [judged]).content.channels[0]).toEqual(channel);
  });
});
