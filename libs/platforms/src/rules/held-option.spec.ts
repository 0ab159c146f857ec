import { checkOptions } from './check-options.js';
import { millisecondsIn, peopleIn } from './held-option.js';
import type { ChannelContent } from './platform.js';
import { capabilitiesOf } from './registry.js';

describe('people of a written option', () => {
  it('are separated by commas, with or without @, with or without a place', () => {
    expect(peopleIn(' @up.cafe 20  80, groupe_sos ,')).toEqual([
      { username: 'up.cafe', at: { x: 0.2, y: 0.8 } },
      { username: 'groupe_sos', at: null },
    ]);
    expect(peopleIn('')).toEqual([]);
  });

  it.each(['up café', 'up 20', 'up 20 101', 'up -1 3', 'a b c d', 'x'.repeat(31), 'up;sos'])(
    'cannot be read in %j',
    (text) => expect(peopleIn(text)).toBeNull(),
  );
});

it.each([
  ['3', 3_000],
  ['3,5', 3_500],
  ['0.25', 250],
  [' 12 ', 12_000],
  ['-1', null],
  ['3 s', null],
  ['1:20', null],
  ['', null],
])('the instant %j is %s ms', (text, ms) => expect(millisecondsIn(text)).toBe(ms));

describe('what Instagram’s options hold is checked', () => {
  const film = { kind: 'video', durationMs: 4_000 } as ChannelContent['media'][number];
  const found = (options: Record<string, string>, type: ChannelContent['type'] = 'video') =>
    checkOptions(capabilitiesOf('instagram'), {
      type,
      text: '',
      firstComment: null,
      link: null,
      media: type === 'video' ? [film] : [],
      options,
    }).map(({ code, path, severity }) => `${severity} ${code} ${path}`);

  it.each<[string, Record<string, string>, string[]]>([
    ['people', { userTags: 'up, sos 1 2', collaborators: 'a,b,c', location: '1234', coverAt: '3,9' }, []],
    ['four authors', { collaborators: 'a, b, c, d' }, ['error people_too_many options.collaborators']],
    ['an author with a place', { collaborators: 'a 1 2' }, ['error people_unreadable options.collaborators']],
    ['words', { userTags: 'Jean Dupont' }, ['error people_unreadable options.userTags']],
    ['a place by its name', { location: 'Café' }, ['error number_unreadable options.location']],
    ['an instant at the end', { coverAt: '4' }, ['error instant_outside options.coverAt']],
    ['no instant', { coverAt: 'début' }, ['error instant_unreadable options.coverAt']],
    [
      'what a story does without',
      { placement: 'story', userTags: 'up', collaborators: 'a', location: '1' },
      ['userTags', 'collaborators', 'location'].map((key) => `warning option_unused options.${key}`),
    ],
  ])('%s', (_, options, problems) => expect(found(options)).toEqual(problems));

  it('tags and a cover mean nothing on a carousel', () => {
    expect(found({ userTags: 'up', coverAt: '1' }, 'images')).toEqual([
      'warning option_unused options.userTags',
      'warning option_unused options.coverAt',
    ]);
  });
});
