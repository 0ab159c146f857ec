/** Limits of how late a post may still be published, minutes: from practically on time to a week. */
export const LATE_LIMIT_MINUTES = { min: 5, max: 10_080 } as const;
/** The longest name of an organisation, an establishment or a commune. */
export const LONGEST_NAME = 120;
