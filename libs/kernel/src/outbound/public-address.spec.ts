import { isInNetworks, isPublicAddress } from './public-address.js';

describe('which addresses are of the public Internet', () => {
  it.each(['1.1.1.1', '93.184.216.34', '100.63.255.255', '172.32.0.1', '2606:4700::1111', '2a01:e0a::1'])(
    '%s is',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    ['unspecified', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['private', '10.0.0.1'],
    ['private', '172.16.5.4'],
    ['private', '192.168.1.1'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['metadata of another cloud', '100.100.100.200'],
    ['loopback', '127.0.0.1'],
    ['loopback, not the first', '127.9.9.9'],
    ['link-local, metadata', '169.254.169.254'],
    ['protocol assignments', '192.0.0.1'],
    ['documentation', '192.0.2.1'],
    ['documentation', '198.51.100.7'],
    ['documentation', '203.0.113.9'],
    ['6to4 relay', '192.88.99.1'],
    ['benchmark', '198.18.0.1'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '::'],
    ['loopback', '::1'],
    ['IPv4-compatible', '::7f00:1'],
    ['IPv4-mapped', '::ffff:127.0.0.1'],
    ['IPv4-mapped, public inside', '::ffff:1.1.1.1'],
    ['IPv4-translated', '::ffff:0:7f00:1'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['NAT64, local use', '64:ff9b:1::1'],
    ['discard', '100::1'],
    ['Teredo', '2001:0:7f00:1::'],
    ['benchmark', '2001:2::1'],
    ['documentation', '2001:db8::1'],
    ['6to4', '2002:7f00:1::'],
    ['documentation', '3fff::1'],
    ['segment routing', '5f00::1'],
    ['unique local', 'fd00:ec2::254'],
    ['link-local', 'fe80::1'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['with a zone', 'fe80::1%eth0'],
    ['no address', 'localhost'],
  ])('not the %s one, %s', (_kind, address) => expect(isPublicAddress(address)).toBe(false));

  it('knows the networks an operator allows', () => {
    expect(isInNetworks('10.1.2.3', ['10.1.0.0/16'])).toBe(true);
    expect(isInNetworks('10.2.2.3', ['10.1.0.0/16', 'fd00::/8'])).toBe(false);
    expect(isInNetworks('127.0.0.1', ['127.0.0.1'])).toBe(true);
    expect(isInNetworks('127.0.0.2', ['127.0.0.1'])).toBe(false);
    expect(isInNetworks('::ffff:127.0.0.1', ['127.0.0.1'])).toBe(false);
  });
});
