import type { Request } from 'express';
import { type Callers, strongestRole } from '#lib/identity';
import { isFromThisMachine } from '#lib/kernel';

/** A name that browsers never resolve to another machine: nobody's page can make it ours (DNS rebinding). */
const OWN_NAME = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/iu;

/** A page of another site may not steer it, whoever's browser it runs in. */
const fromOwnPage = ({ headers }: Request): boolean =>
  headers.origin === undefined ||
  [`http://${headers.host}`, `https://${headers.host}`].includes(headers.origin);

/** Who may steer the sandbox: whoever sits at this machine, and administrators. */
export const sandboxKeeper =
  (callers: Callers, publicUrl: string) =>
  async (request: Request): Promise<boolean> => {
    if (!fromOwnPage(request)) return false;
    const { socket, headers } = request;
    // Where Lineup is known by another name, a proxy may stand in front that adds nothing to what it passes on.
    const onlyHere = OWN_NAME.test(new URL(publicUrl).host) && OWN_NAME.test(headers.host ?? '');
    if (onlyHere && isFromThisMachine(socket.remoteAddress, headers)) return true;
    const who = await callers.find(request);
    return who !== null && !who.apiKey && !who.pending && strongestRole(who) === 'admin';
  };
