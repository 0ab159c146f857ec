import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What is lost on its way: everything, or what the server answers. */
export type Lost = 'everything' | 'answers';

/** A way to a server that can stop carrying anything without a word: no end, no reset, both sides keep their sockets. */
export interface VanishingWay {
  /** An address of that server, this way. */
  through(url: string): string;
  vanish(what: Lost): void;
  /** Loses the answers from the moment at which one connection asked for these words, one after the other. */
  vanishAfter(...words: string[]): void;
  /** Loses everything from then on, and what has the last of the words. */
  vanishBefore(...words: string[]): void;
  /** Who comes from now on is carried. What was lost stays lost, and who was there hears nothing any more. */
  back(): void;
  /** Leads to another server from now on, as when its name is given to it. */
  leadTo(url: string): void;
  close(): Promise<void>;
}

/** @param url of the server, `postgres://…` or `redis://…` */
export async function openWay(url: string): Promise<VanishingWay> {
  let target = new URL(url);
  const sockets = new Set<Socket>();
  /** One for all that comes between two losses. */
  let way: { lost: Lost | null; until: string[]; next: Lost } = { lost: null, until: [], next: 'answers' };
  const vanishAt = (next: Lost, words: string[]): void => {
    way.next = next;
    way.until.push(...words);
  };
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    return socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    const mine = way;
    keep(near).resume();
    if (mine.lost === 'everything') return;
    const far = keep(connect(Number(target.port), target.hostname));
    let heard = 0;
    near.on('data', (bytes) => {
      const word = mine.until[heard];
      if (word !== undefined && bytes.includes(word) && ++heard === mine.until.length) mine.lost = mine.next;
      if (mine.lost !== 'everything') far.write(bytes);
    });
    far.on('data', (bytes) => mine.lost === null && near.write(bytes));
    near.on('close', () => mine.lost === null && far.destroy());
    far.on('close', () => mine.lost === null && near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    through: (address) => Object.assign(new URL(address), { port }).href,
    vanish: (lost) => void (way.lost = lost),
    vanishAfter: (...words) => vanishAt('answers', words),
    vanishBefore: (...words) => vanishAt('everything', words),
    back() {
      way.lost = 'everything';
      way = { lost: null, until: [], next: 'answers' };
    },
    leadTo: (address) => void (target = new URL(address)),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
