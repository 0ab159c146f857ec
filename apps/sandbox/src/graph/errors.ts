import { decimalId } from '../core/ids.js';
import { Refusal, type Reply } from '../core/exchange.js';

export interface GraphErrorDetail {
  code: number;
  subcode?: number;
  message: string;
  type?: string;
  status?: number;
  transient?: boolean;
  userTitle?: string;
  userMessage?: string;
}

/** The error envelope of the Graph API (Graph API, Handle Errors); nearly always HTTP 400, rate limits too. */
export function graphErrorReply(detail: GraphErrorDetail): Reply {
  const error: Record<string, unknown> = {
    message: detail.message,
    type: detail.type ?? 'OAuthException',
    code: detail.code,
  };
  if (detail.subcode !== undefined) error.error_subcode = detail.subcode;
  if (detail.transient !== undefined) error.is_transient = detail.transient;
  if (detail.userTitle !== undefined) error.error_user_title = detail.userTitle;
  if (detail.userMessage !== undefined) error.error_user_msg = detail.userMessage;
  error.fbtrace_id = `A${decimalId('')}`;
  return { status: detail.status ?? 400, body: { error } };
}

export const graphError = (detail: GraphErrorDetail): Refusal => new Refusal(graphErrorReply(detail));

export const invalid = (message: string, subcode?: number): Refusal =>
  graphError({ code: 100, subcode, message: `(#100) ${message}` });

/** The object does not exist, is not visible yet on this replica, or belongs to somebody else. */
export const notFound = (id: string, method = 'get'): Refusal =>
  graphError({
    code: 100,
    subcode: 33,
    type: 'GraphMethodException',
    message: `Unsupported ${method} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`,
  });

export const expiredToken = (): Reply =>
  graphErrorReply({
    code: 190,
    subcode: 463,
    message: 'Error validating access token: Session has expired.',
  });

export const revokedToken = (): Reply =>
  graphErrorReply({
    code: 190,
    subcode: 467,
    message: 'Error validating access token: The session is invalid because the user logged out.',
  });

/** Errors of the Graph API and of its upload host with any text. */
export const graphErrorShapes = (code: string, text: string): unknown[] => [
  { error: { message: text, type: 'OAuthException', code: 999_999, fbtrace_id: text } },
  { error: { message: text, type: code, code: 1 } },
  { debug_info: { type: code, message: text, retriable: true } },
];
