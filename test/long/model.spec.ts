import { runModel } from '../chaos/model.js';

describe('the engine through lives of random commands', () => {
  it('keeps every promise after every command', async () => {
    const { findings, commands } = await runModel('postgres', { seed: 2026, runs: 2, length: 14 });
    expect(findings).toEqual([]);
    expect(commands).toBeGreaterThan(10);
  }, 240_000);
});
