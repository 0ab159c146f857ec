/** The longest texts of a format. */
export const LONGEST_OF_FORMAT = { name: 80, description: 300, mark: 2, wording: 200 } as const;
