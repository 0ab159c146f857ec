import { describe, expect, it } from '@jest/globals';
import { COMMON_PASSWORDS } from './common-passwords.js';
import { passwordFault } from './password-policy.js';

const ABOUT = ['Nadia Benali', 'nadia.benali@up.example'];

describe('a password', () => {
  it.each([
    ['too short', 'court', 'password_short'],
    ['eleven characters', 'aB3$kL9!xZ2', 'password_short'],
    ['too long', 'x1 '.repeat(50), 'password_long'],
    ['one of the most common', 'leavemealone', 'password_common'],
    ['a common word with a year and a mark', 'Password2026!', 'password_common'],
    ['the same in other letters', 'ＰＡＳＳＷＯＲＤ2026', 'password_common'],
    ['digits alone', '123456789012', 'password_common'],
    ['one piece again and again', 'azertyazerty', 'password_common'],
    ['the address', 'nadia.benali@up.example', 'password_like_you'],
    ['the address in capitals', 'NADIA.BENALI@UP.EXAMPLE', 'password_like_you'],
    ['the name and little more', 'NadiaBenali12', 'password_like_you'],
    ['part of the address and a year', 'nadia.benali.2026', 'password_like_you'],
  ])('%s is refused', (_, password, code) => {
    expect(passwordFault(password, ABOUT)?.code).toBe(code);
  });

  it.each([
    'four words make a password',
    'nadia aime les cerises noires',
    'k7m2-p9xw-4fhj-tq3n-8dcv',
    'Été à Saint-Étienne, 15 h',
  ])('%s is taken', (password) => {
    expect(passwordFault(password, ABOUT)).toBeNull();
  });

  it('is measured against the 10,000 most common', () => {
    const common = COMMON_PASSWORDS.split(' ');
    expect(common).toHaveLength(10_000);
    for (const word of common) expect([word, passwordFault(word, ABOUT)]).not.toEqual([word, null]);
  });
});
