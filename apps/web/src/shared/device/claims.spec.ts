import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { isFree, letGo, take } from './claims';

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

it('what this tab has on screen is no longer free, until it is let go', async () => {
  neighbour.onmessage = null;
  expect(await take('these words')).toBe(true);
  expect([await isFree('these words'), await take('these words')]).toEqual([false, false]);
  letGo('these words');
  expect(await isFree('these words')).toBe(true);
});

/** A neighbour that asks for itself as soon as it is asked: the browser has opened both tabs again. */
const asksToo = (from: string, takes: boolean): { told: unknown[] } => {
  const told: unknown[] = [];
  neighbour.onmessage = ({ data }: MessageEvent<{ kind: string; id: string; from: string }>) => {
    if (data.kind === 'whose') neighbour.postMessage({ kind: 'whose', id: data.id, from, takes });
    else told.push(data.kind);
  };
  return { told };
};

it('two tabs that took the same at the same moment both had it: the first by name goes first', async () => {
  asksToo('\u0000', true);
  expect(await take('both')).toBe(false);
  const behind = asksToo('\uffff', true);
  expect(await take('both')).toBe(true);
  expect(behind.told).toEqual(['mine']);
  letGo('both');
});

it('a neighbour that only looks takes nothing away', async () => {
  asksToo('\u0000', false);
  expect(await take('looked at')).toBe(true);
  letGo('looked at');
});
