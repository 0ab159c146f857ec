import { randomUUID } from 'node:crypto';
import { capabilitiesOf, PLATFORMS, type TextRule } from '#rules/platforms';
import { changePost, createPost } from './posts.schemas.js';

const id = randomUUID();
/** One sign more than a rule takes, in the longest signs of its unit. */
const beyond = ({ max, unit }: TextRule): string => (unit === 'utf16' ? 'x' : '😀').repeat(max + 1);

const drafts = PLATFORMS.flatMap((platform): [string, Record<string, unknown>][] => {
  const { text, firstComment, gallery, options } = capabilitiesOf(platform);
  return [
    [`${platform}: text`, { text: beyond(text) }],
    [`${platform}: text of one channel`, { variants: { [id]: { text: beyond(text) } } }],
    ...(firstComment
      ? [
          [`${platform}: first comment`, { variants: { [id]: { firstComment: beyond(firstComment) } } }] as [
            string,
            object,
          ],
        ]
      : []),
    ...(gallery
      ? [
          [
            `${platform}: media`,
            { mediaIds: Array.from({ length: gallery.max + 1 }, () => randomUUID()) },
          ] as [string, object],
        ]
      : []),
    ...options.map((option): [string, Record<string, unknown>] => [
      `${platform}: ${option.key}`,
      {
        variants: {
          [id]: {
            options: { [option.key]: option.kind === 'text' ? 'x'.repeat(option.max + 1) : 'unknown' },
          },
        },
      },
    ]),
  ].map(([name, body]) => [name as string, body as Record<string, unknown>]);
});

describe('a draft beyond a network limit is kept, its limit is a problem of the network', () => {
  it.each(drafts)('%s', (_, body) => {
    expect(createPost.safeParse(body).error).toBeUndefined();
    expect(changePost.safeParse(body).error).toBeUndefined();
  });
});
