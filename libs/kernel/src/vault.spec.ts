import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { Secret } from './secret.js';
import { Vault } from './vault.js';

const key = (): Secret<Buffer> => new Secret(randomBytes(32));
const PLACE = 'channel-credential|organisation|channel';

describe('Vault', () => {
  it('opens what it sealed, and seals the same value differently each time', () => {
    const vault = new Vault([key()]);
    const [one, two] = [vault.seal('jeton é', PLACE), vault.seal('jeton é', PLACE)];
    expect(one).not.toBe(two);
    expect(one).not.toContain('jeton');
    expect([one, two].map((sealed) => vault.open(sealed, PLACE).reveal())).toEqual(['jeton é', 'jeton é']);
  });

  it('does not open what was moved to another organisation or channel', () => {
    const vault = new Vault([key()]);
    expect(() => vault.open(vault.seal('x', PLACE), 'channel-credential|other|channel')).toThrow();
  });

  it.each([2, 3])('does not open what was altered in part %i', (part) => {
    const vault = new Vault([key()]);
    const parts = vault.seal('x', PLACE).split('.');
    const bytes = Buffer.from(parts[part] ?? '', 'base64url');
    bytes[14] = (bytes[14] ?? 0) ^ 1;
    parts[part] = bytes.toString('base64url');
    expect(() => vault.open(parts.join('.'), PLACE)).toThrow();
  });

  it('opens with the previous key after a rotation, and seals with the new one', () => {
    const [old, next] = [key(), key()];
    const sealed = new Vault([old]).seal('x', PLACE);
    const rotated = new Vault([next, old]);
    expect(rotated.open(sealed, PLACE).reveal()).toBe('x');
    expect(() => new Vault([old]).open(rotated.seal('x', PLACE), PLACE)).toThrow(/unknown key/);
  });

  it('derives keys that differ by purpose and stay the same', () => {
    const master = key();
    const [a, b] = [new Vault([master]), new Vault([master])];
    expect(a.derive('sessions')).toEqual(b.derive('sessions'));
    expect(a.derive('sessions')).not.toEqual(a.derive('media'));
    expect(a.sign('media', 'text')).toBe(b.sign('media', 'text'));
  });
});

describe('Secret', () => {
  it('cannot be printed by accident', () => {
    const secret = new Secret('hush');
    for (const text of [
      String(secret),
      `${secret}`,
      JSON.stringify({ secret }),
      inspect({ secret }, { depth: 9 }),
    ]) {
      expect(text).not.toContain('hush');
    }
    expect(secret.reveal()).toBe('hush');
  });
});
