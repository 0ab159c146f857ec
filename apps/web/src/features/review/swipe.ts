interface Point {
  x: number;
  y: number;
}

/** Shortest swipe, in pixels; it must also be more horizontal than vertical. */
const WIDE = 70;
const FLAT = 1.5;

/** Direction of a swipe: next, previous, or none. */
export function swipeOf(from: Point, to: Point): 1 | -1 | null {
  const [x, y] = [to.x - from.x, to.y - from.y];
  if (Math.abs(x) <= WIDE || Math.abs(x) <= Math.abs(y) * FLAT) return null;
  return x < 0 ? 1 : -1;
}
