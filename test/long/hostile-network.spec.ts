import { type EngineCase, playRound } from '../support/hostile-network/engine/round.js';
import {
  type HostileInstallation,
  openHostileInstallation,
} from '../support/hostile-network/engine/hostile-installation.js';

/** The worst of what a network may do, before a real worker; `npm run hostile -- --through engine` plays the rest. */
describe('beside hostile networks', () => {
  let at: HostileInstallation;
  beforeAll(async () => {
    at = await openHostileInstallation();
  }, 60_000);
  afterAll(() => at?.close());

  const rounds: [string, EngineCase[]][] = [
    [
      'one that is silent, one that pours without end and one that nests deeply',
      [
        { platform: 'facebook', kind: 'silence', moment: 'all along', forwarded: true, cut: true },
        { platform: 'instagram', kind: 'endless', moment: 'all along', forwarded: true },
        { platform: 'linkedin', kind: 'deep nesting', moment: 'all along', forwarded: false },
      ],
    ],
    [
      'one that says a byte a while and one that answers a million numbers',
      [
        { platform: 'tiktok', kind: 'a byte a while', moment: 'from the due instant', forwarded: true },
        {
          platform: 'linkedin',
          kind: 'numbers where rows are',
          moment: 'from the due instant',
          forwarded: true,
        },
      ],
    ],
  ];
  it.each(rounds)(
    'a canary lost its second, or an outcome was not written: %s',
    async (_, cases) => {
      expect((await playRound(at, cases, 7)).faults).toEqual([]);
    },
    240_000,
  );
});
