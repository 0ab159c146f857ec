import { describe, expect, it } from '@jest/globals';
import { withoutPost } from './tray-page';

const items = [{ id: 'a' }, { id: 'b' }];

describe('the tray, once a post has got its date', () => {
  it('shows one post less, and counts one less of all', () => {
    expect(withoutPost({ items, total: 60, nextCursor: 'c' }, 'a')).toEqual({
      items: [{ id: 'b' }],
      total: 59,
      nextCursor: 'c',
    });
  });

  it('counts nothing where the server did not', () => {
    expect(withoutPost({ items, total: null }, 'b')).toEqual({ items: [{ id: 'a' }], total: null });
  });
});
