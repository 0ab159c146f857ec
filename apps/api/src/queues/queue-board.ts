import type { Queue } from 'bullmq';
import type { RequestHandler, Router } from 'express';

export const BOARD_PATH = '/admin/queues';

/**
 * The queues for operators: waiting and failed jobs. Read-only, because a job is only a wake-up call; a publication
 * is retried, with a journal entry, on the publication itself.
 */
export function queueBoard(queues: readonly Queue[]): RequestHandler {
  let board: Promise<Router> | null = null;
  return (request, response, next) => {
    board ??= openBoard(queues);
    board.then((router) => router(request, response, next), next);
  };
}

/** Loaded on first use, which keeps it out of the start. */
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

/** Refuses every changing request, whatever the board offers. */
export const readOnly: RequestHandler = (request, response, next) => {
  if (request.method === 'GET' || request.method === 'HEAD') next();
  else response.status(405).set('Allow', 'GET').end();
};
