import type { Request } from 'express';
import { type Authenticator, strongestRole } from '#lib/identity';
import { isFromThisMachine } from '#lib/kernel';

/** Names that browsers never resolve to another machine, which prevents DNS rebinding. */
const OWN_NAME = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/iu;

/** Refuses requests from another site's page. */
const fromOwnPage = ({ headers }: Request): boolean =>
  headers.origin === undefined ||
  [`http://${headers.host}`, `https://${headers.host}`].includes(headers.origin);

/** Who may control the sandbox: people on this machine, and administrators. */
export const sandboxKeeper =
  (authenticator: Authenticator, publicUrl: string) =>
  async (request: Request): Promise<boolean> => {
    if (!fromOwnPage(request)) return false;
    const { socket, headers } = request;
    // When PUBLIC_URL has another host, a proxy without headers may be in front.
    const onlyHere = OWN_NAME.test(new URL(publicUrl).host) && OWN_NAME.test(headers.host ?? '');
    if (onlyHere && isFromThisMachine(socket.remoteAddress, headers)) return true;
    const who = await authenticator.authenticate(request);
    return who !== null && !who.apiKey && !who.pending && strongestRole(who) === 'admin';
  };
