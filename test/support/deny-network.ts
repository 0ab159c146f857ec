import { Socket } from 'node:net';

/**
 * Tests never reach the outside: any TCP connection that is not to this machine's loopback fails at once
 * with a readable error, so a forgotten origin cannot make a test pass (or leak) by talking to a real network.
 */
const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1', '::ffff:127.0.0.1']);
const connect = Socket.prototype.connect;

Socket.prototype.connect = function (this: Socket, ...args: unknown[]): Socket {
  const first = Array.isArray(args[0]) ? (args[0] as unknown[])[0] : args[0];
  const host =
    typeof first === 'object' && first !== null
      ? ((first as { host?: string }).host ?? 'localhost')
      : 'localhost';
  if (!LOOPBACK.has(host)) {
    queueMicrotask(() => this.destroy(new Error(`Tests may not reach the outside network (${host})`)));
    return this;
  }
  return Reflect.apply(connect, this, args) as Socket;
} as typeof connect;
