import type { Queue } from 'bullmq';
import type { RequestHandler, Router } from 'express';

export const BOARD_PATH = '/admin/queues';

/**
 * The queues for the eyes of administrators: what waits, what failed and why. Read-only, since a job is a wake-up call
 * and nothing is won by moving one; retrying a publication is done, and noted, on the publication.
 */
export function queueBoard(queues: readonly Queue[]): RequestHandler {
  let board: Promise<Router> | null = null;
  return (request, response, next) => {
    board ??= openBoard(queues);
    board.then((router) => router(request, response, next), next);
  };
}

/** Loaded when somebody looks: a start has no use for it. */
async function openBoard(queues: readonly Queue[]): Promise<Router> {
  const [{ createBullBoard }, { BullMQAdapter }, { ExpressAdapter }] = await Promise.all([
    import('@bull-board/api'),
    import('@bull-board/api/bullMQAdapter'),
    import('@bull-board/express'),
  ]);
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
