import { setImmediate as turn } from 'node:timers/promises';
import { releaseStartUpMemory } from './start-up-memory.js';

/** In a function of its own: nothing on the stack may still point to it. */
const left = (): WeakRef<object> => new WeakRef({ of: 'the start' });

describe('the memory of a start', () => {
  it('is given back at once, not when the process next has work', async () => {
    const rest = left();
    // What a weak reference named is kept until the turn in which it was named is over.
    await turn();
    expect(rest.deref()).toBeDefined();
    await turn();
    releaseStartUpMemory();
    expect(rest.deref()).toBeUndefined();
  });

  it('leaves no collector behind for whoever asks', () => {
    releaseStartUpMemory();
    expect(globalThis.gc).toBeUndefined();
  });
});
