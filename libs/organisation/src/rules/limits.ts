/** How late a post may still go out, in minutes: from a pause that is none, to a week. */
export const LATE_LIMIT_MINUTES = { min: 5, max: 10_080 } as const;
/** The longest name of an organisation, an establishment or a commune. */
export const LONGEST_NAME = 120;
