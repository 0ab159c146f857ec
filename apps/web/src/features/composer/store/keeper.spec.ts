import { describe, expect, it } from '@jest/globals';
import { Keeper } from './keeper';
import type { KeptDraft } from './ports';

const words = (text: string): KeptDraft => ({ id: 'one', draft: { text } }) as unknown as KeptDraft;

describe('the keeper of words on the device', () => {
  it('writes one after the other and skips what is out of date by then', async () => {
    const writes: string[] = [];
    let running = 0;
    const keeper = new Keeper(
      {
        save: async ({ draft }) => {
          expect(++running).toBe(1);
          await new Promise((resolve) => setImmediate(resolve));
          running--;
          writes.push(draft.text);
        },
        remove: async () => void writes.push('gone'),
      },
      'one',
      () => undefined,
    );
    for (const text of ['a', 'b', 'c']) keeper.keep(words(text));
    await keeper.written();
    expect(writes).toEqual(['a', 'c']);
    keeper.keep(null);
    await keeper.written();
    expect(writes).toEqual(['a', 'c', 'gone']);
  });
});
