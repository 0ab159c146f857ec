/** The interface's languages, French first. */
export const MESSAGE_LOCALES = ['fr', 'en'] as const;
export type MessageLocale = (typeof MESSAGE_LOCALES)[number];
