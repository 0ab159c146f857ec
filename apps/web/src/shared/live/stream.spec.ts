import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ManualTimers } from '../../features/composer/store/testing/world';
import { keepStream } from './stream';

/** The browser's own stream, opened and lost by hand. */
class FakeSource {
  static readonly CLOSED = 2;
  static readonly opened: FakeSource[] = [];
  readyState = 0;
  private readonly heard = new Map<string, () => void>();
  constructor(readonly path: string) {
    FakeSource.opened.push(this);
  }
  addEventListener(name: string, listener: () => void): void {
    this.heard.set(name, listener);
  }
  tell(name: string): void {
    this.heard.get(name)?.();
  }
  refuse(): void {
    this.readyState = FakeSource.CLOSED;
    this.tell('error');
  }
  close(): void {
    this.readyState = FakeSource.CLOSED;
  }
}
const last = (): FakeSource => FakeSource.opened.at(-1) ?? new FakeSource('');

const { fetch } = globalThis;
beforeEach(() => {
  FakeSource.opened.length = 0;
  Reflect.set(globalThis, 'EventSource', FakeSource);
  // Nobody can be asked who is there: the line is down.
  globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
});
afterEach(() => {
  globalThis.fetch = fetch;
  Reflect.deleteProperty(globalThis, 'EventSource');
});

const scene = () => {
  const timers = new ManualTimers();
  let lost = 0;
  const close = keepStream(
    '/api/v1/events',
    () => undefined,
    () => lost++,
    timers,
  );
  return { timers, close, lost: () => lost };
};

describe('the stream of live events', () => {
  it('leaves a line that dropped to the browser', async () => {
    const { timers, lost } = scene();
    last().tell('error');
    await timers.pass(120_000);
    expect([FakeSource.opened.length, lost()]).toEqual([1, 1]);
  });

  it('is asked for again after a refusal, after longer and longer waits up to a minute', async () => {
    const { timers } = scene();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 7; attempt++) {
      const [count, from] = [FakeSource.opened.length, timers.now()];
      last().refuse();
      while (FakeSource.opened.length === count) await timers.pass(1_000);
      waits.push(timers.now() - from);
    }
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  });

  it('begins with the short wait again once it was open', async () => {
    const { timers } = scene();
    last().refuse();
    await timers.pass(2_000);
    last().tell('open');
    last().refuse();
    await timers.pass(2_000);
    expect(FakeSource.opened).toHaveLength(3);
  });

  it('stays closed once it was closed', async () => {
    const { timers, close } = scene();
    last().refuse();
    close();
    await timers.pass(120_000);
    expect(FakeSource.opened).toHaveLength(1);
  });
});
