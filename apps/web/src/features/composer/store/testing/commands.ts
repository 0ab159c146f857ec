import fc from 'fast-check';
import type { Fate } from './fake-server';

/** What people, the connection and the clock do, in order. */
export type Command =
  | { do: 'type'; field: 'text' | 'title' }
  | { do: 'wait'; ms: number }
  | { do: 'answers'; fates: Fate[] }
  | { do: 'slow' }
  | { do: 'letGo' }
  | { do: 'colleague'; field: 'text' | 'title' | 'schedule' }
  | { do: 'colleagueSubmits' }
  | { do: 'arrives' }
  | { do: 'submit' }
  | { do: 'close' }
  | { do: 'crash' }
  | { do: 'reopen' }
  | { do: 'sessionEnds' }
  | { do: 'signIn' }
  | { do: 'choose'; mine: boolean }
  | { do: 'editAnyway' };

const FATES: Fate[] = ['answered', 'lostRequest', 'lostAnswer', 'serverError', 'invalid'];
const always = <T extends Command>(command: T) => fc.constant<Command>(command);

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('type' as const), field: fc.constantFrom('text', 'title') }),
  },
  {
    weight: 9,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(0, 300, 800, 800, 5_000) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('answers' as const),
      fates: fc.array(fc.constantFrom(...FATES), { minLength: 1, maxLength: 3 }),
    }),
  },
  always({ do: 'slow' }),
  { weight: 4, arbitrary: always({ do: 'letGo' }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('colleague' as const),
      field: fc.constantFrom('text', 'title', 'schedule'),
    }),
  },
  always({ do: 'colleagueSubmits' }),
  { weight: 2, arbitrary: always({ do: 'arrives' }) },
  { weight: 2, arbitrary: always({ do: 'submit' }) },
  always({ do: 'close' }),
  always({ do: 'crash' }),
  { weight: 6, arbitrary: always({ do: 'reopen' }) },
  always({ do: 'sessionEnds' }),
  { weight: 4, arbitrary: always({ do: 'signIn' }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('choose' as const), mine: fc.boolean() }) },
  always({ do: 'editAnyway' }),
);

export const commands: fc.Arbitrary<Command[]> = fc.array(command, {
  minLength: 8,
  maxLength: 40,
  size: 'max',
});
