import { Lanes } from './lanes.js';

describe('Lanes', () => {
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

  it('prepares the next while one acts, and never acts out of order', async () => {
    const lanes = new Lanes();
    const said: string[] = [];
    const answers = new Map<string, () => void>();
    const one = (name: string): Promise<void> =>
      lanes.run(
        'channel',
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
    const all = Promise.all([one('a'), one('b'), one('c')]);
    for (const name of ['a', 'b', 'c']) {
      while (!answers.has(name)) await turn();
      await turn();
      await turn();
      answers.get(name)?.();
    }
    await all;
    expect(said).toEqual(['prepare a', 'act a', 'prepare b', 'act b', 'prepare c', 'act c']);
  });

  it('goes on after what was not granted, and after what failed', async () => {
    const lanes = new Lanes();
    const acted: string[] = [];
    const act = (name: string) => () => {
      acted.push(name);
      return Promise.resolve();
    };
    const refused = lanes.run('channel', () => Promise.resolve(null), act('refused'));
    const broken = lanes.run('channel', () => Promise.reject(new Error('no database')), act('broken'));
    const fine = lanes.run('channel', () => Promise.resolve(1), act('fine'));
    await expect(broken).rejects.toThrow('no database');
    await Promise.all([refused, fine]);
    expect(acted).toEqual(['fine']);
  });

  it('keeps lanes apart', async () => {
    const lanes = new Lanes();
    const slow = lanes.run(
      'one',
      () => new Promise<null>(() => undefined),
      () => Promise.resolve(),
    );
    await lanes.run(
      'other',
      () => Promise.resolve(1),
      () => Promise.resolve(),
    );
    void slow;
  });
});
