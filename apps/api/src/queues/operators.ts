import type { RequestHandler } from 'express';
import type { Callers } from '#lib/identity';
import { DomainError } from '#lib/kernel';

/**
 * Lets the sessions of those who look after the installation pass (OPERATORS). Who is not signed in is led to the sign-in
 * screen; who may not, gets 403 and no word about what is there. Keys are for scripts, and this is for eyes: they do not
 * count.
 */
export const operatorsOnly =
  (callers: Callers): RequestHandler =>
  (request, response, next) => {
    const ask = async (): Promise<void> => {
      const who = await callers.find(request);
      if (!who || who.apiKey) response.redirect(302, '/sign-in');
      else if (who.operator && !who.pending) next();
      else response.status(403).type('text/plain').send('403');
    };
    ask().catch((error: unknown) => {
      if (error instanceof DomainError) {
        response.status(error.status).type('text/plain').send(String(error.status));
      } else {
        next(error);
      }
    });
  };
