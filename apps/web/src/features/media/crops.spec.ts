import { describe, expect, it } from '@jest/globals';
import type { Media } from '../../shared/api/types';
import { CENTRE, cropsOf, isCropped, moved, within } from './crops';

const picture = (width: number, height: number) => ({ kind: 'image', width, height, focus: null }) as Media;

describe('a focal point', () => {
  it('moves by shares and never leaves the picture', () => {
    expect(moved(CENTRE, 0.1, -0.2)).toEqual({ x: 0.6, y: 0.3 });
    expect(moved({ x: 0.95, y: 0.02 }, 0.1, -0.1)).toEqual({ x: 1, y: 0 });
  });

  it('is kept in whole percents', () => {
    expect(within(0.33333)).toBe(0.33);
    expect(within(-3)).toBe(0);
  });
});

describe('what networks keep of a picture', () => {
  it('is less than all of it where its shape is none of theirs', () => {
    const wide = picture(4000, 1000);
    expect(isCropped(wide, ['instagram'])).toBe(true);
    const [crop] = cropsOf(wide, CENTRE, ['instagram']);
    expect(crop?.part?.height).toBe(1000);
    expect(crop?.part?.width).toBeLessThan(4000);
  });

  it('follows the focal point', () => {
    const wide = picture(4000, 1000);
    const left = cropsOf(wide, { x: 0, y: 0.5 }, ['instagram'])[0]?.part?.left ?? NaN;
    const right = cropsOf(wide, { x: 1, y: 0.5 }, ['instagram'])[0]?.part?.left ?? NaN;
    expect(left).toBe(0);
    expect(right).toBeGreaterThan(left);
  });

  it('is nothing to speak of for a video', () => {
    expect(cropsOf({ ...picture(4000, 1000), kind: 'video' }, null)).toEqual([]);
    expect(isCropped(picture(1080, 1080), ['instagram'])).toBe(false);
  });
});
