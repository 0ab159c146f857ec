import type { Platform } from '#rules/platforms';
import type { Request, RequestHandler, Response } from 'express';
import type { Account } from './accounts.js';
import { arrivalOf } from './arrival.js';
import { deliver } from './delivery.js';
import { afterFault, beforeFault, type Sent } from './fault-replies.js';
import type { Fault } from './faults.js';
import { fingerprint } from './ids.js';
import { readParams, type Params } from './params.js';
import type { SandboxState } from './sandbox-state.js';

/** An answer of a network: text unchanged, an object as JSON, nothing as an empty body. */
export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Thrown by a network's rules to refuse a request, which then had no effect. */
export class Refusal extends Error {
  constructor(readonly reply: Reply) {
    super(`refused with ${reply.status}`);
    this.name = 'Refusal';
  }
}

export interface Call {
  req: Request;
  params: Params;
  path: Record<string, string>;
  token: string | null;
  /** Owner of the token (or of the upload address); set by `admit` before a handler runs. */
  account: Account | null;
  operation: string;
  arrivedAt: number;
  /** Scheme and host of the request, with which absolute addresses in answers begin. */
  origin: string;
}

/** A call whose token was accepted. */
export type Admitted = Call & { account: Account };

/** What differs between networks in every request. */
export interface Network {
  platform: Platform;
  /** Request headers that the ledger keeps. */
  noted: readonly string[];
  token(req: Request, params: Params): string | null;
  /** Version and token rules. @throws Refusal */
  admit(call: Call): asserts call is Admitted;
  /** Headers of every answer (usage, trace). */
  headers(call: Call): Record<string, string>;
  replies: {
    rateLimited(call: Call, seconds: number, scope: 'account' | 'app'): Reply;
    tokenExpired(call: Call): Reply;
    tokenRevoked(call: Call): Reply;
    forbidden(call: Call): Reply;
    duplicate(call: Call): Reply;
    serverError(call: Call): Reply;
  };
}

export interface Endpoint {
  sandboxState: SandboxState;
  network: Network;
  operation: string | ((params: Params) => string);
}

type Located = (call: Call) => Account | null;

/** A route that needs a valid token. */
export function endpoint(
  options: Endpoint,
  handler: (call: Admitted) => Reply | Promise<Reply>,
): RequestHandler {
  return exchange(options, null, (call) => {
    const { network } = options;
    admit(network, call);
    return handler(call);
  });
}

/** A route whose address is the permission (pre-signed uploads, token endpoints). */
export function openEndpoint(
  options: Endpoint,
  locate: Located,
  handler: (call: Call) => Reply | Promise<Reply>,
): RequestHandler {
  return exchange(options, locate, handler);
}

/** The network's version and token rules, for open routes that turn out to need them. @throws Refusal */
export function admit(network: Network, call: Call): asserts call is Admitted {
  network.admit(call);
}

function exchange(
  { sandboxState, network, operation }: Endpoint,
  locate: Located | null,
  handler: (call: Call) => Reply | Promise<Reply>,
): RequestHandler {
  return async (req, res) => {
    const params = readParams(req);
    const call = openCall(
      sandboxState,
      network,
      req,
      res,
      params,
      typeof operation === 'string' ? operation : operation(params),
    );
    if (locate) call.account = locate(call);
    const fault = sandboxState.faults.take(network.platform, call.account?.id ?? null, call.operation);
    const early = fault && beforeFault(fault, network, call);
    const done = early ? null : await attempt(() => handler(call));
    const sent = early ?? answer(fault, network, call, done);
    record(sandboxState, network, call, {
      fault,
      committed: done?.committed ?? false,
      status: statusOf(sent),
    });
    const headed =
      typeof sent === 'string' ? sent : { ...sent, headers: { ...network.headers(call), ...sent.headers } };
    await deliver(res, headed, delayOf(sandboxState, network.platform, fault));
  };
}

interface Done {
  reply: Reply;
  committed: boolean;
}

function answer(fault: Fault | null, network: Network, call: Call, done: Done | null): Sent {
  const reply = done?.reply ?? network.replies.serverError(call);
  return fault ? afterFault(fault, network, call, reply) : reply;
}

async function attempt(run: () => Reply | Promise<Reply>): Promise<Done> {
  try {
    const reply = await run();
    return { reply, committed: reply.status < 400 };
  } catch (error) {
    if (error instanceof Refusal) return { reply: error.reply, committed: false };
    throw error;
  }
}

function openCall(
  sandboxState: SandboxState,
  network: Network,
  req: Request,
  res: Response,
  params: Params,
  operation: string,
): Call {
  const token = network.token(req, params);
  return {
    req,
    params,
    path: Object.fromEntries(Object.entries(req.params).map(([k, v]) => [k, String(v)])),
    token,
    account: (token === null ? undefined : sandboxState.accounts.byToken(network.platform, token)) ?? null,
    operation,
    arrivedAt: arrivalOf(req),
    origin: `${req.protocol}://${req.headers.host ?? 'localhost'}`,
  };
}

const statusOf = (sent: Sent): number | null => (typeof sent === 'string' ? null : sent.status);

function delayOf(sandboxState: SandboxState, platform: Platform, fault: Fault | null): number {
  const latency = sandboxState.settings.of(platform, sandboxState.platforms[platform].settings).latencyMs;
  const silent = fault?.fault === 'timeout_before' || fault?.fault === 'timeout_after';
  if (silent) return fault.params.delayMs ?? 60_000;
  return latency + (fault?.fault === 'slow' ? (fault.params.delayMs ?? 5000) : 0);
}

const SECRETS = new Set([
  'access_token',
  'client_secret',
  'refresh_token',
  'input_token',
  'fb_exchange_token',
]);

function record(
  sandboxState: SandboxState,
  network: Network,
  call: Call,
  outcome: { fault: Fault | null; committed: boolean; status: number | null },
): void {
  const params = call.params.entries().filter(([key]) => !SECRETS.has(key));
  for (const header of network.noted) {
    const value = call.req.headers[header];
    if (typeof value === 'string') params.push([`header ${header}`, value]);
  }
  sandboxState.ledger.request(call.arrivedAt, {
    platform: network.platform,
    account: call.account?.id ?? null,
    operation: call.operation,
    method: call.req.method,
    path: call.req.originalUrl.split('?')[0] ?? '',
    token: call.token === null ? null : fingerprint(call.token),
    params: Object.fromEntries(params.map(([key, value]) => [key, value.slice(0, 5000)])),
    status: outcome.status,
    fault: outcome.fault?.fault ?? null,
    committed: outcome.committed,
  });
}
