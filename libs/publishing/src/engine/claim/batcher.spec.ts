import { Batcher } from './batcher.js';

describe('group commit', () => {
  it('writes together what came together, and answers each in its place', async () => {
    const batches: number[][] = [];
    const batcher = new Batcher<number, number>(async (items) => {
      batches.push(items);
      return items.map((item) => item * 10);
    });
    expect(await Promise.all([1, 2, 3].map((item) => batcher.add(item)))).toEqual([10, 20, 30]);
    expect(batches).toEqual([[1, 2, 3]]);
    expect(await batcher.add(4)).toBe(40);
    expect(batches).toEqual([[1, 2, 3], [4]]);
  });

  it('gathers while a batch is being written', async () => {
    let release = (): void => undefined;
    const batches: number[][] = [];
    const batcher = new Batcher<number, number>(async (items) => {
      batches.push(items);
      if (batches.length === 1) await new Promise<void>((resolve) => (release = resolve));
      return items;
    });
    const first = batcher.add(1);
    await new Promise((resolve) => setImmediate(resolve));
    const others = [batcher.add(2), batcher.add(3)];
    release();
    await Promise.all([first, ...others]);
    expect(batches).toEqual([[1], [2, 3]]);
  });

  it('does not write one by one a whole minute of posts because of a failure of the moment', async () => {
    let writes = 0;
    const batcher = new Batcher<number, number>(async (items) => {
      if (++writes === 1) throw new Error('deadlock detected');
      return items;
    });
    const items = Array.from({ length: 200 }, (_, index) => index);
    expect(await Promise.all(items.map((item) => batcher.add(item)))).toEqual(items);
    expect(writes).toBe(3);
  });

  it('writes in ever smaller parts what fails together, so that a bad item takes none of its neighbours along', async () => {
    const batcher = new Batcher<number, number>(async (items) => {
      if (items.includes(2)) throw new Error('not storable');
      return items;
    });
    const results = await Promise.allSettled([1, 2, 3].map((item) => batcher.add(item)));
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('fails the items of a batch that could not be written, and goes on with the next', async () => {
    let calls = 0;
    const batcher = new Batcher<number, number>(async (items) => {
      if (++calls === 1) throw new Error('the database is away');
      return items;
    });
    await expect(batcher.add(1)).rejects.toThrow('away');
    expect(await batcher.add(2)).toBe(2);
  });
});
