import type { Facts } from '../kinds.js';

/** A notification as people read it: what happened, then what is safe or what to do. */
export interface Words {
  title: string;
  /** Empty when the title says all. */
  text: string;
}

/** @param count messages of the same incident */
export type Speak = (facts: Facts, count: number) => Words;
