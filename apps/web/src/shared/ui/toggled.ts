/** The list with a value added, or removed when it is there. */
export const toggled = <T extends string>(list: readonly T[], value: string): T[] =>
  list.some((v) => v === value) ? list.filter((v) => v !== value) : [...list, value as T];
