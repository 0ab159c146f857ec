/**
 * A request's body. A lone surrogate, as a field with a maximum length may leave, becomes U+FFFD, because the server
 * refuses such text with everything else in the request. Files are sent unchanged.
 */
export const toBody = (body: unknown): string | FormData =>
  body instanceof FormData
    ? body
    : JSON.stringify(body, (_, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value));
