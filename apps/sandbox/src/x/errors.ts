import { Refusal, type Reply } from '../core/exchange.js';

/** A problem without a type of its own: only status and sentence tell them apart (X API, response codes and errors). */
export const plain = (status: number, title: string, detail = title): Reply => ({
  status,
  body: { title, detail, type: 'about:blank', status },
});

/** A problem with its own address. */
export const typed = (status: number, type: string, title: string, detail: string): Reply => ({
  status,
  body: { title, detail, type: `https://api.x.com/2/problems/${type}`, status },
});

/** A refused parameter, under its path in the body or its name in the query. */
export const invalid = (parameter: string, value: string, message: string): Refusal =>
  new Refusal({
    status: 400,
    body: {
      errors: [{ parameters: { [parameter]: [value] }, message }],
      title: 'Invalid Request',
      detail: 'One or more parameters to your request was invalid.',
      type: 'https://api.x.com/2/problems/invalid-request',
    },
  });

/** The older shape, which some calls still answer in. */
export const numbered = (status: number, code: number, message: string): Reply => ({
  status,
  body: { errors: [{ code, message }] },
});

export const unauthorized = (): Reply => plain(401, 'Unauthorized');
export const forbidden = (detail = 'Forbidden'): Reply => plain(403, 'Forbidden', detail);
/** Said of texts that are too long, of mentions, and of much else. */
export const notPermitted = (): Reply => forbidden('You are not permitted to perform this action.');
/** It does not say of which post. */
export const duplicate = (): Reply =>
  forbidden('You are not allowed to create a Tweet with duplicate content.');
export const unpaid = (): Reply => typed(402, 'credits-depleted', 'Payment Required', 'credits depleted');

/** What is not there, as data of an answer that is none. */
export const missing = (id: string, in200: boolean): Reply => {
  const problem = {
    title: 'Not Found Error',
    detail: `Could not find tweet with id: [${id}].`,
    type: 'https://api.x.com/2/problems/resource-not-found',
    resource_type: 'tweet',
    resource_id: id,
    parameter: 'id',
    value: id,
  };
  return in200
    ? { status: 200, body: { errors: [problem] } }
    : { status: 404, body: { ...problem, status: 404 } };
};
