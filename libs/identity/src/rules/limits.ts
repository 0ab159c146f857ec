/** The longest name of a person or a passkey, characters. */
export const LONGEST_PERSON_NAME = 120;
/** The longest name of an API key. */
export const LONGEST_KEY_NAME = 80;
