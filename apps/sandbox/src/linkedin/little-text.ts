const RESERVED = new Set('|{}@[]()<>*_~'.split(''));
const HASHTAG = /^\{hashtag\|(?:\\#|#)\|([^{}|\\]+)\}/;
const MENTION = /^@\[((?:\\.|[^\]\\])*)\]\((urn:li:(?:organization|person):[^()]+)\)/;

/**
 * Renders a commentary as LinkedIn stores it (Posts API, little text format): escapes are resolved, hashtag and
 * mention templates become their text, `#word` stays. At any other reserved character the rest is silently cut, and
 * the answer is still 201.
 */
export function renderLittleText(commentary: string): { text: string; truncated: boolean } {
  let text = '';
  let at = 0;
  while (at < commentary.length) {
    const rest = commentary.slice(at, at + 4100);
    const char = commentary[at] ?? '';
    const template = char === '{' ? HASHTAG.exec(rest) : char === '@' ? MENTION.exec(rest) : null;
    if (template) {
      text += char === '{' ? `#${template[1] ?? ''}` : (template[1] ?? '').replace(/\\(.)/g, '$1');
      at += template[0].length;
    } else if (char === '\\') {
      text += commentary[at + 1] ?? '';
      at += 2;
    } else if (RESERVED.has(char)) {
      return { text, truncated: true };
    } else {
      text += char;
      at += 1;
    }
  }
  return { text, truncated: false };
}
