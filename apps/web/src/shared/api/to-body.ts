/**
 * A request's body. Half a character, as a field with a largest length leaves it behind, becomes U+FFFD: the server
 * refuses text that is not well-formed, and all that was typed with it. Files go as they are.
 */
export const toBody = (body: unknown): string | FormData =>
  body instanceof FormData
    ? body
    : JSON.stringify(body, (_, value: unknown) => (typeof value === 'string' ? value.toWellFormed() : value));
