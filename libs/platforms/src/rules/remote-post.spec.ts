import { PLATFORMS } from './registry.js';
import { isAccountId, networkAddress, postIdOf } from './remote-post.js';

describe('the address of a live post', () => {
  it.each([
    ['facebook', 'https://www.facebook.com/123_456'],
    ['facebook', 'https://fb.watch/abc/'],
    ['instagram', 'https://www.instagram.com/p/Cx1/'],
    ['linkedin', 'https://www.linkedin.com/feed/update/urn:li:share:1/'],
    ['tiktok', 'https://www.tiktok.com/@up/video/7'],
  ] as const)('on %s is kept: %s', (platform, address) =>
    expect(networkAddress(platform, address)).toBe(address),
  );

  it.each([
    'javascript:alert(1)//www.facebook.com',
    'http://www.facebook.com/1',
    'https://www.facebook.com.evil.example/1',
    'https://evilfacebook.com/1',
    'https://user:pass@www.facebook.com/1',
    'https://www.facebook.com:8443/1',
    'https://www.facebook.com\\@evil.example/',
    'https://www.facebook.com/\u202Egpj',
    'https://www.facebook.com/a b',
    `https://www.facebook.com/${'a'.repeat(2_000)}`,
    'https://www.instagram.com/p/1/',
    '//www.facebook.com/1',
    'data:text/html,x',
    '',
    null,
    7,
    {},
  ])('is not kept when it is %j', (address) => expect(networkAddress('facebook', address)).toBeNull());
});

describe('ids of live posts and accounts', () => {
  it.each([
    ['facebook', '123_456'],
    ['instagram', '17900000000000000'],
    ['linkedin', 'urn:li:share:7123'],
    ['tiktok', '7123456789012345678'],
  ] as const)('on %s: %s', (platform, id) => expect(postIdOf(platform, id)).toBe(id));

  const HOSTILE = [
    '',
    '.',
    '..',
    '../me',
    'a/b',
    '1?x=1',
    '1#x',
    '1\u0000',
    '\ud800',
    ' 1',
    '1\n',
    '9'.repeat(500),
    '<b>',
  ];
  it.each(PLATFORMS)('on %s are nothing else', (platform) => {
    for (const id of HOSTILE) {
      expect([id, postIdOf(platform, id), isAccountId(platform, id)]).toEqual([id, null, false]);
    }
    expect(postIdOf(platform, 7)).toBeNull();
  });
});
