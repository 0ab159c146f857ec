import { jest } from '@jest/globals';
import type { Due } from '../claim/index.js';
import { Handover } from './handover.js';

const due = (publicationId: string): Due => ({
  organisationId: 'o',
  publicationId,
  channelId: 'c',
  platform: 'linkedin',
  traceParent: null,
});

describe('a queue that is away', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const scene = (addBulk: () => Promise<never[]>) => {
    const taken: string[] = [];
    const queue = { addBulk: jest.fn(addBulk) };
    const wakeUpCalls = {
      take: async ({ publicationId }: { publicationId: string }) => void taken.push(publicationId),
    };
    return { taken, queue, handover: new Handover(queue, wakeUpCalls, { warn: () => undefined }) };
  };

  it('does not hold what is due: this worker takes it within half a second, and the next at once', async () => {
    const { taken, queue, handover } = scene(() => new Promise(() => undefined));
    const first = handover.hand([due('a')]);
    await jest.advanceTimersByTimeAsync(504);
    await first;
    expect(taken).toEqual(['a']);
    await handover.hand([due('b')]);
    expect(taken).toEqual(['a', 'b']);
    expect(queue.addBulk).toHaveBeenCalledTimes(1);
  });

  it('is asked again once it has answered', async () => {
    const { taken, queue, handover } = scene(async () => []);
    await handover.hand([due('a')]);
    await handover.hand([due('b')]);
    expect(queue.addBulk).toHaveBeenCalledTimes(2);
    expect(taken).toEqual([]);
  });

  it('that refuses costs nothing either', async () => {
    const { taken, handover } = scene(async () => Promise.reject(new Error('read only')));
    await handover.hand([due('a')]);
    expect(taken).toEqual(['a']);
  });
});
