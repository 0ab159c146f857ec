import { DateTime } from 'luxon';

/** The day that it is in a time zone. */
export const todayIn = (zone: string): string => DateTime.now().setZone(zone).toFormat('yyyy-MM-dd');
