import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { Queue } from 'bullmq';
import type { RequestHandler, Router } from 'express';

export const BOARD_PATH = '/admin/queues';

/**
 * The queues for the eyes of administrators: what waits, what failed and why. Read-only, since a job is a wake-up call
 * and nothing is won by moving one; retrying a publication is done, and noted, on the publication.
 */
export function queueBoard(queues: readonly Queue[]): Router {
  const adapter = new ExpressAdapter();
  adapter.setBasePath(BOARD_PATH);
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: 'Lineup' } },
  });
  return adapter.getRouter() as Router;
}

/** A second lock: whatever a board's version may offer, nothing that changes something passes. */
export const readOnly: RequestHandler = (request, response, next) => {
  if (request.method === 'GET' || request.method === 'HEAD') next();
  else response.status(405).set('Allow', 'GET').end();
};
