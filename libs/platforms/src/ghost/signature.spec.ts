import { createHmac } from 'node:crypto';
import { PlatformError } from '../kit/platform-error.js';
import { signature } from './signature.js';

const ID = '6a1b2c3d4e5f60718293a4b5';
const SECRET = 'ab'.repeat(32);

describe('the signature of a call', () => {
  it('names the key, holds five minutes, and is made with the bytes of the secret', () => {
    const [head = '', claims = '', hash] = signature(`${ID}:${SECRET}`, 1_800_000_000).split('.');
    const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
    expect(read(head)).toEqual({ alg: 'HS256', typ: 'JWT', kid: ID });
    expect(read(claims)).toEqual({ iat: 1_800_000_000, exp: 1_800_000_300, aud: '/admin/' });
    const expected = createHmac('sha256', Buffer.from(SECRET, 'hex')).update(`${head}.${claims}`);
    expect(hash).toBe(expected.digest('base64url'));
  });

  it.each(['', SECRET, `${ID}:`, `${ID}:xyz`, `${ID}:abc`, `${ID.toUpperCase()}:${SECRET}`, `a:${SECRET}`])(
    '%j is no key, and is not repeated',
    (key) => {
      const made = (): string => signature(key, 1);
      expect(made).toThrow(PlatformError);
      expect(made).toThrow(/key_malformed: this is no Admin API key: it has an id, a colon and a secret$/u);
    },
  );
});
