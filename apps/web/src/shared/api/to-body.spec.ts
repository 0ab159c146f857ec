import { describe, expect, it } from '@jest/globals';
import { toBody } from './to-body';

describe('the body of a request', () => {
  it('never holds half a character, which the server would refuse with everything typed beside it', () => {
    const body = {
      text: 'Bravo \uD83D',
      variants: { a: { tags: ['\uDE00 oui', '😀'] } },
      count: 2,
      link: null,
    };
    expect(JSON.parse(String(toBody(body)))).toEqual({
      text: 'Bravo \uFFFD',
      variants: { a: { tags: ['\uFFFD oui', '😀'] } },
      count: 2,
      link: null,
    });
  });

  it('leaves files as they are', () => {
    const form = new FormData();
    expect(toBody(form)).toBe(form);
  });
});
