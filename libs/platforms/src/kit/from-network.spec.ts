import { fromNetwork, networkCode, networkWait } from './from-network.js';
import { PlatformError } from './platform-error.js';

const failed = (over: Partial<PlatformError['detail']>) =>
  new PlatformError({ class: 'permanent', cause: 'network', code: 'x', message: '', refused: true, ...over });

describe('what comes from a network', () => {
  it.each([
    ['NUL\0 and \ud800 half \udc00 signs', 'NUL and \ufffd half \ufffd signs'],
    ['turned \u202egnorw\u202c round', 'turned  gnorw  round'],
    ['two\r\n\tlines\u2028', 'two lines'],
    ['Bearer AQ-0123456789abcdef', 'Bearer [secret]'],
  ])('%j is kept as %j', (said, kept) => {
    expect(fromNetwork(said)).toBe(kept);
  });

  it('was cut in the middle of a sign', () => {
    expect(fromNetwork('😀'.repeat(1_000), 501)).toBe('😀'.repeat(250));
  });

  it.each([
    ['190/463', '190/463'],
    ['spam_risk_too_many_posts', 'spam_risk_too_many_posts'],
    ['EAABwzLixnjYBO0123456789', 'secret'],
    ['act.abcdef0123456789', 'secret'],
    ['<script>\u202e\0\ud800', '_script_'],
    ['', 'unnamed'],
    ['\0', 'unnamed'],
    ['x'.repeat(1_000_000), 'x'.repeat(64)],
  ])('a code %.20j was stored as it came', (said, kept) => {
    const { detail, message } = failed({ code: said });
    expect(detail.code).toContain(kept);
    expect(detail.code).toMatch(/^[\w.:/-]{1,64}$/u);
    expect(message.length).toBeLessThan(700);
    expect(networkCode(said)).toBe(detail.code);
  });

  it.each([
    [Infinity, undefined],
    [NaN, undefined],
    [-1, undefined],
    [1e300, 366 * 86_400_000],
    [1_500.4, 1_500],
  ])('a wait of %s ms is taken as %s', (told, taken) => {
    expect(networkWait(told)).toBe(taken);
    expect(failed({ retryAfterMs: told }).detail.retryAfterMs).toBe(taken);
  });
});
