import Sequencer from '@jest/test-sequencer';

/** What takes whole processes takes longest: begun first, it does not keep one core busy after all else has ended. */
const LONG = ['/test/chaos/', '/test/e2e/', '/test/contract/', '/test/browser/screens', '/test/medium/'];
const rankOf = ({ path }) => {
  const rank = LONG.findIndex((part) => path.includes(part));
  return rank < 0 ? LONG.length : rank;
};

/** Order of the spec files on a machine that has not seen them run yet. */
export default class LongFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rankOf(a) - rankOf(b));
  }
}
