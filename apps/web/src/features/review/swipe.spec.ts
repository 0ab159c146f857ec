import { describe, expect, it } from '@jest/globals';
import { swipeOf } from './swipe';

const from = { x: 200, y: 300 };

describe('a finger across the screen', () => {
  it('leads on to the left and back to the right', () => {
    expect(swipeOf(from, { x: 100, y: 310 })).toBe(1);
    expect(swipeOf(from, { x: 300, y: 310 })).toBe(-1);
  });

  it('leads nowhere when it is short, or scrolls', () => {
    expect(swipeOf(from, { x: 130, y: 300 })).toBeNull();
    expect(swipeOf(from, { x: 100, y: 380 })).toBeNull();
  });
});
