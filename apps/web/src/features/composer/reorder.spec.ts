import { describe, expect, it } from '@jest/globals';
import { movedBy } from './reorder';

describe('a medium moved among the others', () => {
  it('goes a place on or back', () => {
    expect(movedBy(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(movedBy(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
  });

  it('stays where it cannot go further, and none is lost', () => {
    expect(movedBy(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
    expect(movedBy(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
    expect(movedBy(['a', 'b'], 5, 1)).toEqual(['a', 'b']);
  });
});
