import { describe, expect, it } from '@jest/globals';
import { ManualTimers } from '../../features/composer/store/testing/world';
import type { Key } from '../queries';
import { Gathered } from './gathered';

const scene = () => {
  const timers = new ManualTimers();
  const handedOn: (readonly Key[])[] = [];
  return { timers, handedOn, gathered: new Gathered(400, timers, (keys) => handedOn.push(keys)) };
};

describe('keys that come in a crowd', () => {
  it('are handed on together and once each, at the end of the window that the first one opened', async () => {
    const { timers, handedOn, gathered } = scene();
    gathered.add([['calendar'], ['post', '1']]);
    await timers.pass(399);
    gathered.add([['calendar'], ['post', '2']]);
    expect(handedOn).toEqual([]);
    await timers.pass(1);
    expect(handedOn).toEqual([[['calendar'], ['post', '1'], ['post', '2']]]);
  });

  it('open another window after one that is over', async () => {
    const { timers, handedOn, gathered } = scene();
    gathered.add([['calendar']]);
    await timers.pass(400);
    gathered.add([['posts']]);
    await timers.pass(400);
    expect(handedOn).toEqual([[['calendar']], [['posts']]]);
  });

  it('are dropped when nobody listens any more', async () => {
    const { timers, handedOn, gathered } = scene();
    gathered.add([['calendar']]);
    gathered.stop();
    await timers.pass(1_000);
    expect(handedOn).toEqual([]);
  });
});
