import { Inject, Injectable } from '@nestjs/common';
import { json, type NextFunction, type Request, type Response } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import { Database } from '#lib/database';
import {
  CONFIG,
  type Config,
  DomainError,
  faultOfMachine,
  LOGGER,
  sendProblem,
  unavailable,
} from '#lib/kernel';
import { type Origin, originOf, refuseForeignOrigin } from '../access/origin.js';
import { Attempts } from '../limits/attempts.js';
import { hashOfToken } from '../links/one-time.js';
import { SecurityLog } from '../security/security-log.js';
import { noteMethod } from '../sessions/sessions.repository.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { AccountsService } from './accounts.service.js';
import { AUTH, type Auth, CLIENT_IP_HEADER } from './auth.js';

/** Members accepted by each open address. Others are not passed on to better-auth. */
const BODIES = {
  '/sign-in/email': z.object({ email: z.string().max(254), password: z.string().max(1000) }),
  '/two-factor/verify-totp': z.object({ code: z.string().max(20) }),
  '/two-factor/verify-backup-code': z.object({ code: z.string().max(40) }),
  '/sign-out': z.object({}),
} as const;
type Path = keyof typeof BODIES;

/** How long a used code is remembered, seconds: it is valid in its half minute and the neighbouring ones. */
const CODE_LIVES_S = 120;

/**
 * The only addresses under /api/auth, with the members they accept: sign-in, its second step, sign-out. Every other
 * route of better-auth is closed (404), also the one that shows a session's token to scripts: names, addresses,
 * passwords, sessions and second factors change through our own validated and logged routes.
 */
@Injectable()
export class AuthHttp {
  readonly readBody = json({ limit: '16kb', type: ['json', 'application/*+json'] });

  constructor(
    @Inject(AUTH) private readonly auth: Auth,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly attempts: Attempts,
    private readonly sessions: SessionsService,
    private readonly security: SecurityLog,
  ) {}

  readonly handle = (request: Request, response: Response, _next: NextFunction): void => {
    this.#handle(request, response).catch((error: unknown) => this.fail(error, request, response));
  };

  readonly fail = (error: unknown, request: Request, response: Response): void => {
    if (error instanceof DomainError) return sendProblem(request, response, error);
    const status = (error as { status?: unknown } | null)?.status;
    if (status === 400 || status === 413) {
      return sendProblem(
        request,
        response,
        new DomainError(status, status === 400 ? 'invalid_json' : 'too_large'),
      );
    }
    this.logger.error({ err: error, path: request.path }, 'request failed');
    sendProblem(request, response, faultOfMachine(error) ?? new DomainError(500, 'internal'));
  };

  async #handle(request: Request, response: Response): Promise<void> {
    const path = request.originalUrl.split('?')[0]?.replace(/^\/api\/auth/, '') ?? '';
    if (request.method !== 'POST' || !Object.hasOwn(BODIES, path)) {
      throw new DomainError(404, 'not_found', { what: 'route' });
    }
    refuseForeignOrigin(request, this.config);
    const body = BODIES[path as Path].safeParse(request.body ?? {});
    if (!body.success) throw new DomainError(400, 'invalid_input');
    const origin = originOf(request, this.config);
    if (path === '/sign-out') return this.#signOut(request, response, origin);
    if (path === '/sign-in/email') {
      return this.#signIn(request, response, BODIES['/sign-in/email'].parse(body.data), origin);
    }
    return this.#secondStep(request, response, path as Path, body.data, origin);
  }

  async #signIn(
    request: Request,
    response: Response,
    { email, password }: { email: string; password: string },
    origin: Origin,
  ): Promise<void> {
    // An invalid address is refused like a wrong password, without a query.
    if (!z.email().safeParse(email).success) throw new DomainError(401, 'sign_in_refused');
    const attempt = await this.attempts.begin('sign-in', email, origin.address);
    const answer = await this.#ask(request, '/sign-in/email', origin, { email, password });
    const account = await this.accounts.findByEmail(email);
    if (answer.ok) {
      await this.attempts.succeed(attempt);
      const half =
        ((await answer.clone().json()) as { twoFactorRedirect?: boolean }).twoFactorRedirect === true;
      if (account && !half) await this.#note('sign_in', account.id, origin, { method: 'password' });
    } else if (account) {
      await this.#note('sign_in_refused', account.id, origin, { step: 'password' });
    }
    if (answer.status === 401) throw new DomainError(401, 'sign_in_refused');
    await send(answer, response);
  }

  async #secondStep(
    request: Request,
    response: Response,
    path: Path,
    body: object,
    origin: Origin,
  ): Promise<void> {
    const account = await this.#halfWay(request);
    const attempt = await this.attempts.begin('code', account ?? origin.address, origin.address);
    const { code } = body as { code: string };
    if (account && !(await this.attempts.isFirst(`${account}|${hashOfToken(code)}`, CODE_LIVES_S))) {
      throw new DomainError(401, 'code_wrong');
    }
    const answer = await this.#ask(request, path, origin, { code: code.replace(/\s/g, '') }, true);
    if (answer.ok) {
      await this.attempts.succeed(attempt);
      const { token, user } = (await answer.clone().json()) as { token: string; user: { id: string } };
      await noteMethod(this.database, token, 'two_factor');
      const recovery = path === '/two-factor/verify-backup-code';
      await this.#note('sign_in', user.id, origin, { method: recovery ? 'recovery_code' : 'two_factor' });
    } else if (account) {
      await this.#note('sign_in_refused', account, origin, { step: 'code' });
    }
    await send(answer, response);
  }

  /** The account whose password was just right: attempts at the code count for it, whatever the cookie says. */
  async #halfWay(request: Request): Promise<string | null> {
    const context = await this.auth.$context;
    const [, value = ''] = (await this.#stepCookie(request)).split('=');
    const identifier = /^(2fa-[A-Za-z0-9_-]+)[.%]/.exec(value)?.[1];
    if (!identifier) return null;
    return (await context.internalAdapter.findVerificationValue(identifier))?.value ?? null;
  }

  /** Passes on only the cookie of the second step: with a session cookie, better-auth would do another step. */
  async #stepCookie(request: Request): Promise<string> {
    const { name } = (await this.auth.$context).createAuthCookie('two_factor');
    return (request.headers.cookie ?? '').split(/; */).find((part) => part.startsWith(`${name}=`)) ?? '';
  }

  async #signOut(request: Request, response: Response, origin: Origin): Promise<void> {
    const session = await this.sessions.find(request.headers);
    const answer = await this.#ask(request, '/sign-out', origin, {});
    if (session) await this.#note('sign_out', session.user.id, origin, {});
    // Clears this browser's cache of pages and files. Its storage stays, because it has unsaved text of the person.
    response.setHeader('Clear-Site-Data', '"cache"');
    await send(answer, response);
  }

  /** The request for better-auth: these members, this address, and our own origin, which was checked before. */
  async #ask(
    request: Request,
    path: string,
    origin: Origin,
    body: object,
    secondStep = false,
  ): Promise<globalThis.Response> {
    const headers = new Headers({
      cookie: secondStep ? await this.#stepCookie(request) : (request.headers.cookie ?? ''),
      'user-agent': origin.device,
      origin: new URL(this.config.PUBLIC_URL).origin,
      [CLIENT_IP_HEADER]: origin.address,
      'content-type': 'application/json',
    });
    const answer = await this.auth.handler(
      new globalThis.Request(`${this.config.PUBLIC_URL}/api/auth${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      }),
    );
    // A server error of better-auth means that the database failed; it gives no reason.
    if (answer.status >= 500) throw unavailable();
    return answer;
  }

  #note(kind: 'sign_in' | 'sign_in_refused' | 'sign_out', userId: string, origin: Origin, detail: object) {
    return this.security.record({ kind, userId, origin, detail: { ...detail } });
  }
}

async function send(answer: globalThis.Response, response: Response): Promise<void> {
  response.status(answer.status);
  for (const cookie of answer.headers.getSetCookie()) response.append('Set-Cookie', cookie);
  response.type(answer.headers.get('content-type') ?? 'application/json').send(await answer.text());
}
