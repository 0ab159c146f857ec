import { inline } from './content-disposition.js';
import { cleanName, decodeName } from './incoming/file-name.js';

describe('the name of a file', () => {
  it.each([
    ['photo.jpg', `inline; filename="photo.jpg"; filename*=UTF-8''photo.jpg`],
    [
      'Été à Nîmes.jpg',
      `inline; filename="Ete a Nimes.jpg"; filename*=UTF-8''%C3%89t%C3%A9%20%C3%A0%20N%C3%AEmes.jpg`,
    ],
    ['"quoted\\".jpg', `inline; filename="_quoted__.jpg"; filename*=UTF-8''%22quoted%5C%22.jpg`],
    ['☕🎉.jpeg', `inline; filename="__.jpeg"; filename*=UTF-8''%E2%98%95%F0%9F%8E%89.jpeg`],
    [
      "l'été (1)*.jpg",
      `inline; filename="l'ete (1)*.jpg"; filename*=UTF-8''l%27%C3%A9t%C3%A9%20%281%29%2A.jpg`,
    ],
    ['100%.jpg', `inline; filename="100_.jpg"; filename*=UTF-8''100%25.jpg`],
    ['page.html', `inline; filename="page.html.jpg"; filename*=UTF-8''page.html.jpg`],
    ['half \ud83c.jpg', `inline; filename="half _.jpg"; filename*=UTF-8''half%20%EF%BF%BD.jpg`],
  ])('%j is given to whoever saves it so that no header breaks', (name, header) => {
    expect(inline(name, 'image/jpeg')).toBe(header);
    expect(header).toMatch(/^[\x20-\x7e]+$/);
  });

  it('holds no line break, no folder, no change of direction, and is never empty', () => {
    expect(cleanName('a\r\nSet-Cookie: x\0.jpg')).toBe('a Set-Cookie: x .jpg');
    expect(cleanName('../../etc/passwd')).toBe('.. .. etc passwd');
    expect(cleanName('C:\\photos\\moi.png')).toBe('C: photos moi.png');
    expect(cleanName('gpj.\u202eexe')).toBe('gpj. exe');
    expect(cleanName(' \n ')).toBe('media');
    expect([...cleanName('🎉'.repeat(300))]).toHaveLength(200);
    expect(cleanName('half \ud83c')).toBe('half');
  });

  it('is read as the sender wrote it, in whichever encoding it came', () => {
    const sent = (name: string) => Buffer.from(name, 'utf8').toString('latin1');
    expect(decodeName(sent('Été 🎉.jpg'))).toBe('Été 🎉.jpg');
    expect(decodeName('\u00e9t\u00e9.jpg')).toBe('été.jpg');
    expect(decodeName('déjà 🎉.jpg')).toBe('déjà 🎉.jpg');
  });
});
