import type { Request, RequestHandler, Response } from 'express';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError, sendProblem } from '#lib/kernel';

/** Between two looks for connections that nobody uses any more, ms. */
const LOOK_MS = 100;
/** For an answer to leave before its connection is cut, ms. */
const LAST_WORDS_MS = 300;
/** By then another process answers, s. */
const RETRY_AFTER_S = 2;
/** Where proxies ask whether to send requests here. */
const ASKED_BY_PROXIES = /^\/api\/health(?:\/live)?\/?$/u;

/**
 * Ends the HTTP side of a process without losing what people send: requests in flight, uploads above all, go on for as long
 * as the settings say; what is not through by then is told to be sent again, and nothing of it was kept.
 */
export class Draining {
  readonly #open = new Map<Response, Request>();
  #leaving = false;

  /** Knows which requests are in flight. Stands before everything that answers. */
  readonly watch: RequestHandler = (request, response, next) => {
    this.#open.set(response, request);
    response.once('close', () => this.#open.delete(response));
    if (this.#leaving) {
      // The next request takes another connection, and a proxy another process.
      response.setHeader('Connection', 'close');
      if (ASKED_BY_PROXIES.test(request.path)) {
        sendProblem(request, response, restarting());
        return;
      }
    }
    next();
  };

  /**
   * Tells proxies to send requests elsewhere while it still takes them: health says so, and every answer ends its connection.
   * @param noticeMs for proxies to ask and learn of it
   */
  async announce(noticeMs: number): Promise<void> {
    this.#leaving = true;
    for (const response of this.#open.keys()) {
      if (!response.headersSent) response.setHeader('Connection', 'close');
    }
    await sleep(noticeMs);
  }

  /** @param patienceMs how long requests in flight may take */
  async end(server: Server, patienceMs: number): Promise<void> {
    const looking = setInterval(() => server.closeIdleConnections(), LOOK_MS);
    try {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      if (await Promise.race([closed.then(() => true), sleep(patienceMs, false, { ref: false })])) return;
      this.#askAgain();
      await sleep(LAST_WORDS_MS);
      server.closeAllConnections();
    } finally {
      clearInterval(looking);
    }
  }

  #askAgain(): void {
    for (const [response, request] of this.#open) {
      if (response.headersSent) continue;
      response.setHeader('Connection', 'close');
      sendProblem(request, response, restarting());
    }
  }
}

const restarting = (): DomainError =>
  new DomainError(503, 'restarting', {}, [], { retryAfter: RETRY_AFTER_S });
