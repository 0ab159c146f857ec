import { Lanes } from './lanes.js';

describe('Lanes', () => {
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  const position = (dueAt: number) => ({ dueAt, id: 'a' });

  /** Something that is acted out until it is answered. */
  function actor(lanes: Lanes) {
    const said: string[] = [];
    const answers = new Map<string, () => void>();
    const run = (name: string, dueAt: number): Promise<void> =>
      lanes.run(
        'channel',
        position(dueAt),
        async () => {
          said.push(`prepare ${name}`);
          await turn();
          return name;
        },
        async () => {
          said.push(`act ${name}`);
          await new Promise<void>((resolve) => answers.set(name, resolve));
        },
      );
    const answer = async (name: string): Promise<void> => {
      while (!answers.has(name)) await turn();
      await turn();
      await turn();
      answers.get(name)?.();
    };
    return { said, run, answer };
  }

  it('prepares the next while one acts, and acts one after the other', async () => {
    const { said, run, answer } = actor(new Lanes());
    const all = Promise.all([run('a', 1), run('b', 2), run('c', 3)]);
    for (const name of ['a', 'b', 'c']) await answer(name);
    await all;
    expect(said).toEqual(['prepare a', 'act a', 'prepare b', 'act b', 'prepare c', 'act c']);
  });

  it('goes by the due instant, not by who came first: timers due together end in any order', async () => {
    const { said, run, answer } = actor(new Lanes());
    const all = Promise.all([run('first', 1), run('third', 3), run('second', 2)]);
    for (const name of ['first', 'second', 'third']) await answer(name);
    await all;
    expect(said.filter((line) => line.startsWith('act'))).toEqual(['act first', 'act second', 'act third']);
  });

  it('goes on after what was not granted, and after what failed', async () => {
    const lanes = new Lanes();
    const acted: string[] = [];
    const act = (name: string) => () => {
      acted.push(name);
      return name === 'broken' ? Promise.reject(new Error('no answer')) : Promise.resolve();
    };
    const granted = () => Promise.resolve(1);
    const refused = lanes.run('channel', position(1), () => Promise.resolve(null), act('refused'));
    const lost = lanes.run(
      'channel',
      position(2),
      () => Promise.reject(new Error('no database')),
      act('lost'),
    );
    const broken = lanes.run('channel', position(3), granted, act('broken'));
    const fine = lanes.run('channel', position(4), granted, act('fine'));
    await expect(lost).rejects.toThrow('no database');
    await expect(broken).rejects.toThrow('no answer');
    await Promise.all([refused, fine]);
    expect(acted).toEqual(['broken', 'fine']);
  });

  it('keeps lanes apart', async () => {
    const lanes = new Lanes();
    const never = () => new Promise<null>(() => undefined);
    void lanes.run('one', position(1), never, () => Promise.resolve());
    await lanes.run(
      'other',
      position(1),
      () => Promise.resolve(1),
      () => Promise.resolve(),
    );
  });
});
