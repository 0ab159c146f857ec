import { describe, expect, it } from '@jest/globals';
import { around } from './place';

const queue = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
const ids = ({ previous, next }: ReturnType<typeof around>) => [previous?.id, next?.id];

describe('the place of a post in the queue', () => {
  it('is between what comes before and after', () => {
    expect(ids(around(queue, 'b', null))).toEqual(['a', 'c']);
    expect(ids(around(queue, 'a', null))).toEqual([undefined, 'b']);
    expect(ids(around(queue, 'c', null))).toEqual(['b', undefined]);
  });

  it('is kept when it leaves the queue: what followed it still follows', () => {
    const left = queue.filter(({ id }) => id !== 'b');
    expect(ids(around(left, 'b', { id: 'b', at: 1 }))).toEqual(['a', 'c']);
  });

  it('leads back to what is left, after the last one has gone', () => {
    expect(ids(around(queue.slice(0, 2), 'c', { id: 'c', at: 2 }))).toEqual(['b', 'a']);
  });

  it('is the beginning for one that was never there', () => {
    expect(ids(around(queue, 'z', { id: 'b', at: 1 }))).toEqual([undefined, 'a']);
    expect(ids(around([], 'z', null))).toEqual([undefined, undefined]);
  });
});
