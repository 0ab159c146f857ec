import { describe, expect, it } from '@jest/globals';
import { toggled } from './toggled';

describe('a value that is chosen or not', () => {
  it('joins at the end, and leaves when it is there', () => {
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  });
});
