import { aContent, aMedium } from '../../../../test/support/network-double.js';
import { checkContent } from '../rules/check-content.js';

describe('what YouTube takes', () => {
  const video = aMedium({ kind: 'video', mime: 'video/mp4', bytes: 1_000_000, durationMs: 20_000 });
  const problems = (options: Record<string, unknown>, more: { text?: string; firstComment?: string } = {}) =>
    checkContent(
      'youtube',
      aContent({
        type: 'video',
        media: [video],
        options: { title: 'Parlons solutions', madeForKids: 'no', ...options },
        ...more,
      }),
    ).map(({ code, path, severity }) => [code, path, severity]);

  it.each<[Record<string, unknown>, { text?: string; firstComment?: string }, string[][]]>([
    [{}, {}, []],
    [{ title: '  ' }, {}, [['option_required', 'options.title', 'error']]],
    [{ title: 'a < b' }, {}, [['text_characters_refused', 'options.title', 'error']]],
    [{ madeForKids: undefined }, {}, [['option_required', 'options.madeForKids', 'error']]],
    [{}, { text: `Bref. ${'é'.repeat(2_498)}` }, [['text_too_many_bytes', 'text', 'error']]],
    [{ tags: `${'x'.repeat(400)},${'y'.repeat(99)}` }, {}, []],
    [{ tags: `${'x'.repeat(400)},a ${'y'.repeat(97)}` }, {}, [['text_too_long', 'options.tags', 'error']]],
    [{}, { firstComment: 'Venez' }, []],
    [
      { privacyStatus: 'private' },
      { firstComment: 'Venez' },
      [['first_comment_unsupported', 'firstComment', 'warning']],
    ],
    [
      { madeForKids: 'yes' },
      { firstComment: 'Venez' },
      [['first_comment_unsupported', 'firstComment', 'warning']],
    ],
  ])('%j %j: %j', (options, more, found) => expect(problems(options, more)).toEqual(found));
});
