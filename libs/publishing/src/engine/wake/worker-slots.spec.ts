import { jest } from '@jest/globals';
import { limitsOf, WorkerSlots } from './worker-slots.js';

describe('the shares of a worker', () => {
  const limits = { ...limitsOf(8), waiting: 100 };
  let ends: (() => void)[];
  let begun: string[];
  let slots: WorkerSlots;
  beforeEach(() => {
    jest.useFakeTimers();
    ends = [];
    begun = [];
    slots = new WorkerSlots(limits);
  });
  afterEach(() => jest.useRealTimers());

  const hangs = (platform: string, channel: string, id = channel) =>
    slots.enter({ platform, channel }, id, () => {
      begun.push(id);
      return new Promise((end) => ends.push(end));
    });
  const isFree = async (slot: Promise<void>): Promise<boolean> => {
    let free = false;
    void slot.then(() => (free = true));
    await jest.advanceTimersByTimeAsync(0);
    return free;
  };

  it('frees the slot of what takes long', async () => {
    const slot = hangs('instagram', 'a');
    expect(await isFree(slot)).toBe(false);
    await jest.advanceTimersByTimeAsync(limits.slowMs);
    expect(await isFree(slot)).toBe(true);
    expect(slots.load()).toEqual({ instagram: { quick: 0, slow: 1, waiting: 0 } });
  });

  it('does not make other networks wait for one of which nothing ever ends', async () => {
    for (let i = 0; i < 100; i++) void hangs('facebook', `f${i}`);
    void hangs('linkedin', 'canary');
    expect(begun).toContain('canary');
    expect(slots.load()['facebook']).toEqual({ quick: 8, slow: 0, waiting: 92 });
  });

  it('bounds what a network that hangs keeps, and leaves a healthy channel of the same network its second', async () => {
    for (let i = 0; i < 40; i++) slots.note(`f${i}`, 20_000);
    for (let i = 0; i < 40; i++) void hangs('facebook', `f${i}`);
    expect(begun).toHaveLength(limits.slow);
    void hangs('facebook', 'healthy');
    expect(begun).toContain('healthy');
    expect(slots.load()['facebook']).toEqual({ quick: 1, slow: limits.slow, waiting: 40 - limits.slow });
  });

  it('gives one channel no more than its share', () => {
    for (let i = 0; i < 6; i++) void hangs('tiktok', 'one', `u${i}`);
    void hangs('tiktok', 'two');
    expect(begun).toEqual(['u0', 'u1', 'two']);
  });

  it('looks at what waited when a slot is free, in order and once', async () => {
    for (const id of ['u0', 'u1', 'u2', 'u2', 'u3']) void hangs('tiktok', 'one', id);
    ends[0]?.();
    await jest.advanceTimersByTimeAsync(0);
    expect(begun).toEqual(['u0', 'u1', 'u2']);
  });

  it('takes a channel that answers again for healthy', async () => {
    slots.note('a', 20_000);
    void hangs('tiktok', 'a');
    ends[0]?.();
    await jest.advanceTimersByTimeAsync(0);
    void hangs('tiktok', 'a', 'again');
    expect(slots.load()['tiktok']).toMatchObject({ quick: 1, slow: 0 });
  });

  it('forgets what is too much to wait here: the sweep finds it again', () => {
    for (let i = 0; i < 300; i++) void hangs('facebook', `f${i}`);
    expect(slots.load()['facebook']?.waiting).toBe(100);
  });
});
