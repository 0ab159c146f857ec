import { redact } from './redact.js';

describe('what a network said', () => {
  it.each([
    ['Authorization: OAuth EAAtoken0123456789', 'Authorization: OAuth [secret]'],
    ['Bearer AQ-0123456789abcdef refused', 'Bearer [secret] refused'],
    ['access_token=abc&x=1', 'access_token=[secret]&x=1'],
  ])('is kept without its secrets: %s', (said, kept) => {
    expect(redact(said)).toBe(kept);
  });

  it('lost a word of Meta’s sentence about a token, which holds none', () => {
    const said = 'Invalid OAuth access token - Cannot parse access token';
    expect(redact(said)).toBe(said);
  });
});
