import { type LookupFunction, Socket } from 'node:net';

/**
 * Tests never reach the outside: any TCP connection that is not to this machine's loopback fails at once
 * with a readable error, so a forgotten origin cannot make a test pass (or leak) by talking to a real network.
 * A name is let through when whoever connects brings its own lookup and that one answers loopback only.
 */
const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1', '::ffff:127.0.0.1']);
const connect = Socket.prototype.connect;

const refused = (host: string): Error => new Error(`Tests may not reach the outside network (${host})`);

/** The same lookup, failing for what is not loopback. */
const onlyLoopback =
  (lookup: LookupFunction): LookupFunction =>
  (hostname, options, done) =>
    lookup(hostname, options, (error, found, family) => {
      const addresses = Array.isArray(found) ? found.map(({ address }) => address) : [found];
      const outside = error ? undefined : addresses.find((address) => !LOOPBACK.has(address));
      done(outside === undefined ? error : refused(outside), found, family);
    });

Socket.prototype.connect = function (this: Socket, ...args: unknown[]): Socket {
  const first = Array.isArray(args[0]) ? (args[0] as unknown[])[0] : args[0];
  const options =
    typeof first === 'object' && first !== null ? (first as { host?: string; lookup?: LookupFunction }) : {};
  const host = options.host ?? 'localhost';
  if (!LOOPBACK.has(host)) {
    if (!options.lookup) {
      queueMicrotask(() => this.destroy(refused(host)));
      return this;
    }
    options.lookup = onlyLoopback(options.lookup);
  }
  return Reflect.apply(connect, this, args) as Socket;
} as typeof connect;
