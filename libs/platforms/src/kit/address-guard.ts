import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isInNetworks, isPublicAddress } from '#lib/kernel';

/** Code of a connection that was not opened because its address is not public. */
export const ADDRESS_REFUSED = 'address_refused';

/**
 * Keeps a client out of our own network. A name is looked up once for each connection, which is opened to the
 * addresses that were checked; a name is refused when any of its addresses is, because DNS rebinding starts so.
 */
export class AddressGuard {
  /** @param allowed networks (CIDR) that may be reached although they are not public */
  constructor(private readonly allowed: readonly string[]) {}

  /** Whether the host is an address, for which nothing is looked up, and not a public one. */
  refuses({ hostname }: URL): boolean {
    const host = hostname.replace(/^\[|\]$/gu, '');
    return isIP(host) !== 0 && !this.#isSafe(host);
  }

  readonly lookup: LookupFunction = (hostname, options, answer) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return answer(error, []);
      if (!found.every(({ address }) => this.#isSafe(address))) {
        const refused = new Error(`${hostname} has an address that is not public`);
        return answer(Object.assign(refused, { code: ADDRESS_REFUSED }), []);
      }
      const [first] = found;
      if (options.all || !first) return answer(null, found);
      return answer(null, first.address, first.family);
    });
  };

  #isSafe(address: string): boolean {
    return isPublicAddress(address) || isInNetworks(address, this.allowed);
  }
}
