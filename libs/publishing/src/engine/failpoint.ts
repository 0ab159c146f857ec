/** The engine's own way to the points of a rehearsal. */
export { armFailpoints, failpoint, type Failpoint, FAILPOINTS } from '#lib/kernel';
