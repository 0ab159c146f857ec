/** Type of a catalogue with the French keys: a missing or extra key does not compile. */
export type Same<T> = { [K in keyof T]: T[K] extends string ? string : Same<T[K]> };
