import { serverAddress } from './server-address.js';

describe('the address of an account’s own server', () => {
  it.each([
    ['mastodon.social', 'https://mastodon.social'],
    ['https://Mastodon.Social/', 'https://mastodon.social'],
    ['example.org/blog/', 'https://example.org/blog'],
    ['https://example.org:8443/a?b=1#c', 'https://example.org:8443/a'],
  ])('%s is %s', (text, address) => expect(serverAddress(text, [])).toBe(address));

  it.each([
    '',
    'ftp://example.org',
    'https://user:pass@example.org',
    'https://a b',
    'http://example.org',
    'exa\\mple',
  ])('%j is none', (text) => expect(serverAddress(text, [])).toBeNull());

  it('is kept to the letter where it is one call’s and not a server’s', () => {
    expect(serverAddress('Hook.example/A/?sig=x#c', [], true)).toBe('https://hook.example/A/?sig=x');
    expect(serverAddress('https://user:pass@hook.example/', [], true)).toBeNull();
  });

  it('may be without encryption where the operator allows private networks', () => {
    expect(serverAddress('http://wiki.lan/', ['10.0.0.0/8'])).toBe('http://wiki.lan');
  });
});
