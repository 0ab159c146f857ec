import { beforeEach, describe, expect, it } from '@jest/globals';
import { settle } from '../../features/composer/store/testing/world';
import type { KeptNote } from './database';
import { type Notes, TextKeeper } from './text-keeper';

/** A device that outlives the page, and may refuse. */
const device = {
  notes: new Map<string, KeptNote>(),
  full: false,
  closed: false,
  open: async (): Promise<Notes> => {
    if (device.closed) throw new Error('SecurityError');
    return {
      get: async (id) => device.notes.get(id),
      put: async (note) => {
        if (device.full) throw new Error('QuotaExceededError');
        device.notes.set(note.id, note);
      },
      delete: async (id) => device.notes.delete(id),
    };
  },
};
beforeEach(() => {
  device.notes.clear();
  device.full = false;
  device.closed = false;
});

let shown: string[] = [];
beforeEach(() => {
  shown = [];
});
const keeperOf = (id = 'marie|request-changes:1'): TextKeeper => new TextKeeper(id, device.open, () => 7);
/** The form as somebody finds it who opens it. */
async function opened(id?: string): Promise<TextKeeper> {
  const keeper = keeperOf(id);
  keeper.restore((text) => shown.push(text));
  await settle();
  return keeper;
}

describe('the text of a form', () => {
  it('is there again for whoever closed the page', async () => {
    (await opened()).type('Le lieu n’est ');
    (await opened()).type('Le lieu n’est pas confirmé.');
    await opened();
    expect(shown).toEqual(['', 'Le lieu n’est ', 'Le lieu n’est pas confirmé.']);
    expect([...device.notes.values()].map(({ at }) => at)).toEqual([7]);
  });

  it('is of its person and form alone', async () => {
    (await opened()).type('Le lieu');
    await opened('karim|request-changes:1');
    await opened('marie|request-changes:2');
    expect(shown).toEqual(['', '', '']);
  });

  it('is gone once it was sent, or emptied by hand', async () => {
    const [sent, emptied] = [await opened('a'), await opened('b')];
    sent.type('Le lieu');
    sent.forget();
    emptied.type('La date');
    emptied.type('');
    await settle();
    expect(device.notes.size).toBe(0);
  });

  it('does not write over what was typed while the device was read', async () => {
    device.notes.set('a', { id: 'a', text: 'autrefois', at: 1 });
    const keeper = keeperOf('a');
    keeper.restore((text) => shown.push(text));
    keeper.type('maintenant');
    await settle();
    expect([shown, device.notes.get('a')?.text]).toEqual([[], 'maintenant']);
  });

  it('is not shown on a form that was left, and is when it is entered again', async () => {
    device.notes.set('a', { id: 'a', text: 'autrefois', at: 1 });
    const keeper = keeperOf('a');
    keeper.restore((text) => shown.push(`left: ${text}`))();
    keeper.restore((text) => shown.push(text));
    await settle();
    expect(shown).toEqual(['autrefois']);
  });

  it('keeps what it had when the device is full, and goes on once there is room', async () => {
    const keeper = await opened('a');
    keeper.type('Le');
    await settle();
    device.full = true;
    keeper.type('Le lieu');
    await settle();
    expect(device.notes.get('a')?.text).toBe('Le');
    device.full = false;
    keeper.type('Le lieu n’est');
    await settle();
    expect(device.notes.get('a')?.text).toBe('Le lieu n’est');
  });

  it('troubles nobody on a device that may not be used, as in a private window', async () => {
    device.closed = true;
    const keeper = await opened('a');
    keeper.type('Le lieu');
    keeper.forget();
    await settle();
    expect(shown).toEqual([]);
  });

  it('written in two tabs is the last that was written, whichever closes first', async () => {
    const [one, other] = [await opened('a'), await opened('a')];
    one.type('un');
    other.type('deux');
    await opened('a');
    expect(shown.at(-1)).toBe('deux');
  });
});
