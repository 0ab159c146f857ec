interface Point {
  x: number;
  y: number;
}

/** A swipe is wider than this, in pixels, and more across than down. */
const WIDE = 70;
const FLAT = 1.5;

/** Where a finger that went from one point to another wants to go: on, back, or nowhere. */
export function swipeOf(from: Point, to: Point): 1 | -1 | null {
  const [x, y] = [to.x - from.x, to.y - from.y];
  if (Math.abs(x) <= WIDE || Math.abs(x) <= Math.abs(y) * FLAT) return null;
  return x < 0 ? 1 : -1;
}
