import { fromNodeHeaders } from 'better-auth/node';
import type { Request } from 'express';
import ipaddr from 'ipaddr.js';
import { type Auth, type PrincipalRepository, strongestRole } from '#lib/identity';

const loopback = (address: string | undefined): boolean =>
  address !== undefined && ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';

/** A name that browsers never resolve to another machine: nobody's page can make it ours (DNS rebinding). */
const OWN_NAME = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/iu;

/** Asked on this machine itself, by its own name, and not on somebody's behalf. */
function fromHere({ socket, headers }: Request): boolean {
  const onBehalf = Object.keys(headers).some(
    (name) => name.startsWith('x-forwarded-') || name === 'forwarded',
  );
  return loopback(socket.remoteAddress) && !onBehalf && OWN_NAME.test(headers.host ?? '');
}

/** A page of another site may not steer it, whoever's browser it runs in. */
const fromOwnPage = ({ headers }: Request): boolean =>
  headers.origin === undefined ||
  [`http://${headers.host}`, `https://${headers.host}`].includes(headers.origin);

/** Who may steer the sandbox: whoever sits at this machine, and administrators. */
export const sandboxKeeper =
  (auth: Auth, principals: PrincipalRepository) =>
  async (request: Request): Promise<boolean> => {
    if (!fromOwnPage(request)) return false;
    if (fromHere(request)) return true;
    const session = await auth.api.getSession({ headers: fromNodeHeaders(request.headers) });
    const who = session && (await principals.load(session.user));
    return !!who && strongestRole({ ...who, locale: 'fr' }) === 'admin';
  };
