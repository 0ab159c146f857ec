import type { Call, Network, Reply } from './exchange.js';
import type { Fault } from './faults.js';

/** What is sent: an answer, a cut connection, or nothing. */
export type Sent = Reply | 'cut' | 'silence';

const HTML: Reply = {
  status: 502,
  headers: { 'content-type': 'text/html' },
  body: '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
};
const GARBAGE: Reply = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: '\u0001%%not json%%',
};

/** The answer of a fault that comes before any effect; null when the request is processed first. */
export function beforeFault(fault: Fault, network: Network, call: Call): Sent | null {
  const { params } = fault;
  const { replies } = network;
  switch (fault.fault) {
    case 'drop_before':
      return 'cut';
    case 'timeout_before':
      return 'silence';
    case 'error_500_before':
      return replies.serverError(call);
    case 'rate_limited':
      return replies.rateLimited(call, params.retryAfterS ?? 3600, params.scope ?? 'account');
    case 'token_expired':
      return replies.tokenExpired(call);
    case 'token_revoked':
      return replies.tokenRevoked(call);
    case 'forbidden':
      return replies.forbidden(call);
    case 'duplicate':
      return replies.duplicate(call);
    case 'error':
      return params.committed === true ? null : custom(fault);
    case 'html_502':
      return params.committed === false ? HTML : null;
    case 'garbage':
      return params.committed === false ? GARBAGE : null;
    case 'truncated_json':
      return params.committed === false ? truncated({ status: 200, body: { id: '0', success: true } }) : null;
    default:
      return null;
  }
}

/** Changes the answer of a processed request by a fault. */
export function afterFault(fault: Fault, network: Network, call: Call, reply: Reply): Sent {
  switch (fault.fault) {
    case 'drop_after':
      return 'cut';
    case 'timeout_after':
      return 'silence';
    case 'error_500_after':
      return network.replies.serverError(call);
    case 'html_502':
      return HTML;
    case 'garbage':
      return GARBAGE;
    case 'truncated_json':
      return truncated(reply);
    case 'error':
      return custom(fault);
    default:
      return reply;
  }
}

const custom = ({ params }: Fault): Reply => ({ status: params.status ?? 400, body: params.body ?? {} });

/** Cut in the middle with a matching length, so that only the parser notices. An empty body loses its headers. */
function truncated(reply: Reply): Reply {
  const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? { id: '' });
  const body = text.slice(0, Math.max(1, Math.floor(text.length / 2)));
  return { status: reply.status, headers: { 'content-type': 'application/json' }, body };
}
