import twitterText from 'twitter-text';

/** Beyond so many UTF-16 units nothing is looked for in a text: it is far too long in any case. */
const READ = 10_000;

/**
 * Length of a text on X. Source: twitter-text, configuration v3: most Latin text counts 1 a character, other scripts
 * and each emoji 2, an address 23 however long it is, also without `https://`.
 */
export const weightOf = (text: string): number =>
  text.length > READ ? text.length : twitterText.parseTweet(text).weightedLength;
