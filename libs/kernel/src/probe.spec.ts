import { describe, expect, it } from '@jest/globals';
import { Probe } from './probe.js';

describe('Probe', () => {
  it('says in time that nobody answers, and asks a frozen side once, however often it is asked itself', async () => {
    let asked = 0;
    const probe = new Probe(() => {
      asked += 1;
      return new Promise<string>(() => undefined);
    }, 5);
    expect(await Promise.all([probe.ask(), probe.ask()])).toEqual([null, null]);
    expect(await probe.ask()).toBeNull();
    expect(asked).toBe(1);
  });

  it('hands on the answer, takes a failure for none, and asks again afterwards', async () => {
    const answers = [Promise.resolve('here'), Promise.reject(new Error('away')), Promise.resolve('back')];
    const probe = new Probe(() => answers.shift() ?? Promise.reject(new Error('over')), 1000);
    expect([await probe.ask(), await probe.ask(), await probe.ask()]).toEqual(['here', null, 'back']);
  });
});
