import { FAILPOINTS } from '../chaos/cells.js';
import { isClean, judge } from '../chaos/judge.js';
import { processRound } from '../chaos/rounds.js';
import { openWorld, type World } from '../chaos/world.js';

describe('the judge', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld('postgres', { program: 'dist/test/chaos/naive-worker.js' });
  }, 60_000);
  afterAll(() => world?.close());

  it('catches a worker that publishes first and writes it down afterwards', async () => {
    const points = FAILPOINTS.filter((point) =>
      ['after_claim', 'after_request', 'before_outcome'].includes(point),
    );
    const { planned } = await processRound(world, 'kill', points, ['linkedin']);
    const verdict = await judge(world, planned);
    expect(isClean(verdict)).toBe(false);
    expect(verdict.duplicates).toBe(2);
    expect(verdict.findings.join('\n')).toMatch(/duplicates: kill after_request linkedin: published again/);
  }, 120_000);
});
