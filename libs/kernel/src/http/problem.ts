import type { Request, Response } from 'express';
import type { DomainError } from '../errors.js';
import { errorSentence } from '../messages/index.js';
import { localeOf } from './locale.js';

/**
 * Answers with an RFC 9457 problem document, in the language of the request. `retryAfter` among the error's extra members
 * becomes the header of that name, seconds.
 */
export function sendProblem(request: Request, response: Response, error: DomainError): void {
  const locale = localeOf(request.headers['accept-language']);
  const { retryAfter, ...extra } = error.extra;
  if (typeof retryAfter === 'number') response.setHeader('Retry-After', String(retryAfter));
  const sentence = errorSentence(error.code, locale, error.params);
  response
    .status(error.status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `https://lineup.example/problems/${error.code}`,
        title: sentence,
        status: error.status,
        code: error.code,
        detail: sentence,
        instance: request.originalUrl,
        ...(error.issues.length > 0
          ? {
              errors: error.issues.map((i) => ({
                ...i,
                message:
                  i.message ??
                  errorSentence(i.code, locale, {
                    ...error.params,
                    ...(i.limit === undefined ? {} : { limit: i.limit }),
                  }),
              })),
            }
          : {}),
        ...extra,
      }),
    );
}
