import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PlatformError } from './platform-error.js';
import { UndiciPlatformHttp } from './undici-http.js';

describe('the client for servers whose addresses people give', () => {
  let server: Server;
  let port: number;
  let seen = 0;
  const clients: UndiciPlatformHttp[] = [];
  const clientFor = (publicOr: string[]): UndiciPlatformHttp => {
    const client = new UndiciPlatformHttp({ publicOr });
    clients.push(client);
    return client;
  };
  const { signal } = new AbortController();
  const refusal = async (url: string): Promise<unknown> => {
    const error: unknown = await clientFor([])
      .send({ method: 'POST', url, body: { form: { a: '1' } } }, signal)
      .catch((reason: unknown) => reason);
    return error instanceof PlatformError ? error.detail : error;
  };

  beforeAll(async () => {
    server = createServer((_req, res) => {
      seen += 1;
      res.end('ok');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.close()));
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });

  it.each([
    '127.0.0.1',
    'localhost',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '10.0.0.1',
    '169.254.169.254',
    '2130706433',
  ])('opens no connection to %s, and says that nothing was sent', async (host) => {
    expect(await refusal(`http://${host}:${port}/`)).toMatchObject({
      code: 'address_refused',
      refused: true,
    });
    await clientFor([]).warm(`http://${host}:${port}`, 2);
    expect(seen).toBe(0);
  });

  it('reaches what the operator allows, by address and by name', async () => {
    const client = clientFor(['127.0.0.0/8', '::1/128']);
    for (const host of ['127.0.0.1', 'localhost']) {
      expect((await client.send({ method: 'GET', url: `http://${host}:${port}/` }, signal)).text).toBe('ok');
    }
  });
});
