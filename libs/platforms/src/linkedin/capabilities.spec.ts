import { LINKEDIN } from './capabilities.js';

describe('the address of a LinkedIn account', () => {
  const { profile } = LINKEDIN.remote;

  it.each(['1001', 'urn:li:organization:1001'])(
    'is that of the page, by number or by URN: %s',
    (remoteId) => {
      expect(profile({ remoteId, handle: 'upcafe' })).toBe('https://www.linkedin.com/company/1001');
    },
  );

  it('is not known for a person: the id tells no address', () => {
    expect(profile({ remoteId: 'urn:li:person:a1b2', handle: 'Ana' })).toBeNull();
  });
});
