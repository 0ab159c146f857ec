import { describe, expect, it } from '@jest/globals';
import { establishmentsWhere } from './establishments-where';

const at = (id: string, parentId: string | null, depth: number) => ({ id, parentId, depth });
const tree = [
  at('café', 'région', 2),
  at('région', 'siège', 1),
  at('siège', null, 0),
  at('autre', 'siège', 1),
];
const held = (establishmentId: string, role: 'admin' | 'editor' | 'viewer') => ({ establishmentId, role });
const ids = (...grants: Parameters<typeof establishmentsWhere>[1]) =>
  establishmentsWhere(tree, grants, 'media.write').map(({ id }) => id);

describe('the establishments where somebody may do something', () => {
  it('are theirs and all below, the topmost first', () => {
    expect(ids(held('région', 'editor'))).toEqual(['région', 'café']);
    expect(ids(held('siège', 'admin'))).toEqual(['siège', 'région', 'autre', 'café']);
  });

  it('are those of that right alone', () => {
    const where = establishmentsWhere(
      tree,
      [held('siège', 'editor'), held('région', 'admin')],
      'channel.manage',
    );
    expect(where.map(({ id }) => id)).toEqual(['région', 'café']);
  });

  it('are none where they only look', () => {
    expect(ids(held('siège', 'viewer'))).toEqual([]);
    expect(ids(held('siège', 'viewer'), held('café', 'editor'))).toEqual(['café']);
  });
});
