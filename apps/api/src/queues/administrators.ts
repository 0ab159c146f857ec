import { fromNodeHeaders } from 'better-auth/node';
import type { RequestHandler } from 'express';
import { type Auth, PrincipalRepository } from '#lib/identity';

/**
 * Lets the sessions of administrators of a whole organisation pass. Who is not signed in is led to the sign-in screen;
 * who may not, gets 403 and no word about what is there. Keys are for scripts, and this is for eyes: they do not count.
 */
export const administratorsOnly =
  (auth: Auth, principals: PrincipalRepository): RequestHandler =>
  (request, response, next) => {
    const ask = async (): Promise<void> => {
      const session = await auth.api.getSession({ headers: fromNodeHeaders(request.headers) });
      if (!session) {
        response.redirect(302, '/sign-in');
        return;
      }
      const who = await principals.load(session.user);
      if (who?.grants.some(({ root, role }) => root && role === 'admin')) next();
      else response.status(403).type('text/plain').send('403');
    };
    ask().catch(next);
  };
