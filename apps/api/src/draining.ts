import type { Request, RequestHandler, Response } from 'express';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError, sendProblem } from '#lib/kernel';

/** Pause between two checks for idle connections, ms. */
const LOOK_MS = 100;
/** Time for an answer to be sent before its connection is cut, ms. */
const LAST_WORDS_MS = 300;
/** `Retry-After`, s: by then another process answers. */
const RETRY_AFTER_S = 2;
/** Health routes that proxies ask. */
const ASKED_BY_PROXIES = /^\/api\/health(?:\/live)?\/?$/u;

/**
 * Stops the HTTP side of a process without losing requests: those in flight, uploads above all, may go on for as
 * long as the settings say; unfinished ones are then answered with 503, and nothing of them was stored.
 */
export class Draining {
  readonly #open = new Map<Response, Request>();
  #leaving = false;

  /** Tracks the requests in flight. Comes before all other handlers. */
  readonly watch: RequestHandler = (request, response, next) => {
    this.#open.set(response, request);
    response.once('close', () => this.#open.delete(response));
    if (this.#leaving) {
      // The next request gets another connection, and a proxy chooses another process.
      response.setHeader('Connection', 'close');
      if (ASKED_BY_PROXIES.test(request.path)) {
        sendProblem(request, response, restarting());
        return;
      }
    }
    next();
  };

  /**
   * Tells proxies to use other processes while this one still accepts requests: health fails, and every answer
   * closes its connection.
   * @param noticeMs time for proxies to check health
   */
  async announce(noticeMs: number): Promise<void> {
    this.#leaving = true;
    for (const response of this.#open.keys()) {
      if (!response.headersSent) response.setHeader('Connection', 'close');
    }
    await sleep(noticeMs);
  }

  /** @param timeoutMs how long requests in flight may take */
  async end(server: Server, timeoutMs: number): Promise<void> {
    const looking = setInterval(() => server.closeIdleConnections(), LOOK_MS);
    try {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      if (await Promise.race([closed.then(() => true), sleep(timeoutMs, false, { ref: false })])) return;
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
