import { describe, expect, it } from '@jest/globals';
import { ManualTimers } from '../../features/composer/store/testing/world';
import { Rhythm } from './rhythm';
import { backoff } from './timers';

const scene = () => {
  const timers = new ManualTimers();
  const ran: number[] = [];
  return { timers, rhythm: new Rhythm(timers), ran, run: () => void ran.push(timers.now()) };
};

describe('when something is sent', () => {
  it('is after a pause in typing, once', async () => {
    const { timers, rhythm, ran, run } = scene();
    rhythm.afterPause(run);
    await timers.pass(500);
    rhythm.afterPause(run);
    await timers.pass(5_000);
    expect(ran).toEqual([1_200]);
  });

  it('is again after longer and longer waits, and from the first one after a success', async () => {
    const { timers, rhythm, run } = scene();
    const first = rhythm.tryAgain(run);
    const second = rhythm.tryAgain(run);
    expect(second).toBeGreaterThan(first);
    rhythm.succeeded();
    expect(rhythm.tryAgain(run)).toBe(first);
    expect(timers.now()).toBe(0);
  });

  it('is not again while an attempt is under way, nor once it is over', async () => {
    const { timers, rhythm, ran, run } = scene();
    rhythm.tryAgain(run);
    rhythm.begun();
    rhythm.tryAgain(run);
    rhythm.afterPause(run);
    rhythm.stop();
    await timers.pass(60_000);
    expect(ran).toEqual([]);
  });
});

describe('the wait before the next attempt', () => {
  it('doubles up to half a minute, half of it by chance', () => {
    expect(backoff(0, 0)).toBe(500);
    expect(backoff(0, 1)).toBe(1_000);
    expect(backoff(3, 0)).toBe(4_000);
    expect(backoff(30, 1)).toBe(30_000);
  });
});
