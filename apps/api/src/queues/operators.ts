import type { RequestHandler } from 'express';
import type { Authenticator } from '#lib/identity';
import { DomainError } from '#lib/kernel';

/**
 * Allows sessions of operators (OPERATORS). Anonymous callers are sent to the sign-in screen; others get 403 without
 * detail. API keys are refused, because this is a page for people.
 */
export const operatorsOnly =
  (authenticator: Authenticator): RequestHandler =>
  (request, response, next) => {
    const ask = async (): Promise<void> => {
      const who = await authenticator.authenticate(request);
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
