/** The same list with one value more, or less. */
export const toggled = <T extends string>(list: readonly T[], value: string): T[] =>
  list.some((v) => v === value) ? list.filter((v) => v !== value) : [...list, value as T];
