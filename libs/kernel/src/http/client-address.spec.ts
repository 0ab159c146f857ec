import { describe, expect, it } from '@jest/globals';
import { addressGroup, clientAddress, isFromThisMachine } from './client-address.js';

const PROXIES = ['10.0.0.0/8', '127.0.0.1', 'fd00::/8'];

describe('clientAddress', () => {
  it.each([
    ['a stranger says who they are: not believed', '203.0.113.9', '1.2.3.4', [], '203.0.113.9'],
    ['a peer that is no proxy of ours: not believed', '203.0.113.9', '1.2.3.4', PROXIES, '203.0.113.9'],
    ['our proxy tells its client', '10.0.0.2', '203.0.113.9', PROXIES, '203.0.113.9'],
    [
      'what the client itself wrote stands further left',
      '10.0.0.2',
      '6.6.6.6, 203.0.113.9',
      PROXIES,
      '203.0.113.9',
    ],
    ['two proxies in a row', '10.0.0.2', '6.6.6.6, 203.0.113.9, 10.0.0.7', PROXIES, '203.0.113.9'],
    ['IPv4 hidden in IPv6', '::ffff:10.0.0.2', '203.0.113.9', PROXIES, '203.0.113.9'],
    ['a port', '10.0.0.2', '203.0.113.9:1234', PROXIES, '203.0.113.9'],
    ['IPv6 in brackets', 'fd00::1', '[2001:db8::5]:443', PROXIES, '2001:db8::5'],
    ['nonsense ends the walk', '10.0.0.2', 'unknown', PROXIES, '10.0.0.2'],
    ['no header', '10.0.0.2', undefined, PROXIES, '10.0.0.2'],
  ])('%s', (_, peer, header, trusted, expected) => {
    expect(clientAddress(peer, header, trusted)).toBe(expected);
  });
});

describe('addressGroup', () => {
  it('counts the addresses of one IPv6 network as one', () => {
    expect(addressGroup('2001:db8:1:2:3::4')).toBe(addressGroup('2001:db8:1:2:ffff::1'));
    expect(addressGroup('203.0.113.9')).toBe('203.0.113.9');
  });
});

describe('isFromThisMachine', () => {
  it('is not so for what a proxy on this machine passes on', () => {
    expect(isFromThisMachine('127.0.0.1', {})).toBe(true);
    expect(isFromThisMachine('::ffff:127.0.0.1', {})).toBe(true);
    for (const name of [
      'x-forwarded-for',
      'x-forwarded-proto',
      'x-forwarded-host',
      'forwarded',
      'x-real-ip',
      'via',
    ]) {
      expect([name, isFromThisMachine('127.0.0.1', { [name]: 'x' })]).toEqual([name, false]);
    }
    expect(isFromThisMachine('203.0.113.9', {})).toBe(false);
    expect(isFromThisMachine(undefined, {})).toBe(false);
  });
});
