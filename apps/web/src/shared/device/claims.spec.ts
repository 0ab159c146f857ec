import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { isFree } from './claims';

/** Another tab, which has some words on screen and says so late. */
let neighbour: BroadcastChannel;
beforeAll(() => {
  neighbour = new BroadcastChannel('lineup.drafts');
});
afterAll(() => neighbour.close());

it('a question asked twice at once was answered once: the second took what a neighbour had on screen', async () => {
  const asked: string[] = [];
  neighbour.onmessage = ({ data }: MessageEvent<{ kind: string; id: string }>) => {
    if (data.kind !== 'whose') return;
    asked.push(data.id);
    if (asked.length === 2) neighbour.postMessage({ kind: 'mine', id: data.id, from: 'neighbour' });
  };
  expect(await Promise.all([isFree('words'), isFree('words')])).toEqual([false, false]);
});

it('what nobody has on screen is free', async () => {
  neighbour.onmessage = null;
  expect(await isFree('other words')).toBe(true);
});
