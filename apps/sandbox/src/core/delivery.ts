import type { Response } from 'express';
import type { Sent } from './fault-replies.js';

/** Sends, cuts or withholds an answer after a delay. Resolves when the exchange is over on this side. */
export async function deliver(res: Response, sent: Sent, delayMs: number): Promise<void> {
  if (delayMs > 0) await pause(res, delayMs);
  if (typeof sent === 'string') {
    res.socket?.destroy();
    return;
  }
  const headers = { ...sent.headers };
  let body = '';
  if (typeof sent.body === 'string') {
    body = sent.body;
  } else if (sent.body !== undefined) {
    body = JSON.stringify(sent.body);
    headers['content-type'] ??= 'application/json; charset=UTF-8';
  }
  if (sent.status !== 204) headers['content-length'] = String(Buffer.byteLength(body));
  res.writeHead(sent.status, headers).end(body);
}

/** Waits, at most until the client disconnects. */
function pause(res: Response, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(finish, ms);
    function finish(): void {
      clearTimeout(timer);
      res.off('close', finish);
      resolve();
    }
    res.once('close', finish);
  });
}
