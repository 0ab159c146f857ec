import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GuardedClient } from '#lib/kernel';
import { readLinkPreview } from './link-preview.js';

describe('the preview of a link', () => {
  let server: Server;
  let origin: string;
  let page: { type: string; body: string | Buffer };
  const outbound = new GuardedClient({ allowed: ['127.0.0.1'] });
  const read = (body: string | Buffer, type = 'text/html; charset=utf-8') => {
    page = { type, body };
    return readLinkPreview(outbound, `${origin}/articles/up`);
  };

  beforeAll(async () => {
    server = createServer(
      (_req, res) => void res.writeHead(200, { 'content-type': page.type }).end(page.body),
    );
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });

  it('prefers what a page says for cards, entities decoded, addresses absolute', async () => {
    const preview = await read(`<!doctype html><html><head><title>Autre</title>
      <meta property="og:title" content="Up &amp; caf&eacute;">
      <meta property="og:title" content="second">
      <meta name="description" content="Parlons
        solutions"><meta property="og:image" content="../image.jpg"><meta property="og:site_name" content="Up">
      </head><body><meta property="og:description" content="too late"></body></html>`);
    expect(preview).toEqual({
      url: `${origin}/articles/up`,
      title: 'Up & café',
      description: 'Parlons solutions',
      imageUrl: `${origin}/image.jpg`,
      siteName: 'Up',
    });
  });

  it('falls back to the title, in the encoding that was announced', async () => {
    const latin1 = Buffer.from('<title>Café</title>', 'latin1');
    expect(await read(latin1, 'text/html; charset=ISO-8859-1')).toMatchObject({
      title: 'Café',
      description: null,
      imageUrl: null,
    });
    expect(await read('<title>Café</title>', 'text/html; charset=no-such')).toMatchObject({ title: 'Café' });
  });

  it('reads the encoding that a page says of itself: the server of an old page often says none', async () => {
    const old = await readFile('test/support/media/page-latin1-meta-only.html');
    expect((await read(old, 'text/html')).title).toBe('Été à Nîmes');
    const title = (bytes: Buffer, type = 'text/html') => read(bytes, type).then((preview) => preview.title);
    const latin1 = (text: string) => Buffer.from(text, 'latin1');
    const http = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">';
    expect(await title(latin1(`${http}<title>10\x80, l\x92\xe9t\xe9</title>`))).toBe('10€, l’été');
    expect(await title(latin1('<title>\xc9t\xe9</title>'))).toBe('Été');
    expect(await title(Buffer.from('<title>Été</title>'))).toBe('Été');
    expect(
      await title(Buffer.from('<meta charset=iso-8859-1><title>Été</title>'), 'text/html; charset=utf-8'),
    ).toBe('Été');
    expect(await title(Buffer.from('\ufeff<title>Été</title>', 'utf16le'))).toBe('Été');
    const bigEndian = Buffer.from('\ufeff<title>Été</title>', 'utf16le').swap16();
    expect(await title(bigEndian, 'text/html; charset=iso-8859-1')).toBe('Été');
    const commented = '<!-- <meta charset="utf-8"> --><meta charset="ISO-8859-15"><title>1 \xa4</title>';
    expect(await title(latin1(commented))).toBe('1 €');
    expect(await title(latin1('<meta charset="utf-16"><title>Up</title>'))).toBe('Up');
  });

  it('reads half a megabyte at most and shows no address that is not of the web', async () => {
    const late = `<title>Up</title>${' '.repeat(600_000)}<meta property="og:title" content="late">`;
    expect(await read(late)).toMatchObject({ title: 'Up' });
    expect(await read('<meta property="og:image" content="javascript:alert(1)">')).toMatchObject({
      imageUrl: null,
    });
    expect((await read(`<title>${'a'.repeat(2_000)}</title>`)).title).toHaveLength(500);
  });

  it('refuses what is not a page', async () => {
    await expect(read('%PDF-1.7', 'application/pdf')).rejects.toMatchObject({ code: 'not_a_page' });
  });
});
