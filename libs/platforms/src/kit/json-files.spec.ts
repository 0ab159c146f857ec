import { randomBytes } from 'node:crypto';
import { jsonWithFiles } from './json-files.js';
import { PlatformError } from './platform-error.js';

const fileOf = (bytes: Buffer, piece: number, told = bytes.length) => ({
  bytes: told,
  async *stream() {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
  },
});
const read = async (body: ReturnType<typeof jsonWithFiles>): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of body.stream()) pieces.push(piece);
  return Buffer.concat(pieces);
};

describe('a JSON document with files in it', () => {
  it.each([
    [0, 1],
    [1, 1],
    [2, 7],
    [3, 2],
    [1_000, 1],
    [1_001, 64],
    [1_002, 65],
  ])(
    'has a file of %i bytes whole, whatever the pieces of %i it comes in, and says its length',
    async (size, piece) => {
      const file = randomBytes(size);
      const body = jsonWithFiles([fileOf(file, piece)], ([data]) => ({ text: 'É « 🎉 »', data }));
      const sent = await read(body);
      expect(sent.length).toBe(body.bytes);
      expect(JSON.parse(sent.toString('utf8'))).toEqual({ text: 'É « 🎉 »', data: file.toString('base64') });
    },
  );

  it('keeps several in their order', async () => {
    const files = [randomBytes(10), randomBytes(11)];
    const body = jsonWithFiles(
      files.map((file) => fileOf(file, 4)),
      (data) => ({ items: data.map((text, index) => ({ index, text })) }),
    );
    expect(JSON.parse((await read(body)).toString('utf8'))).toEqual({
      items: files.map((file, index) => ({ index, text: file.toString('base64') })),
    });
  });

  it('reads of a large file no more than what is sent', async () => {
    const piece = Buffer.alloc(3_000, 7);
    const pieces = 200;
    let read = 0;
    const file = {
      bytes: piece.length * pieces,
      async *stream() {
        for (; read < pieces; read++) yield piece;
      },
    };
    let sent = 0;
    for await (const { length } of jsonWithFiles([file], ([data]) => ({ data })).stream()) {
      sent += length;
      expect(read * 4_000).toBeLessThanOrEqual(sent);
    }
    expect(sent).toBeGreaterThan(pieces * 4_000);
  });

  it.each([
    ['breaks', (file: Buffer) => ({ bytes: file.length, stream: broken })],
    ['is shorter than it was', (file: Buffer) => fileOf(file, 100, file.length + 1)],
    ['is longer than it was', (file: Buffer) => fileOf(file, 100, file.length - 1)],
  ])('is left unfinished, which proves that nothing came of it, when a file %s', async (_, made) => {
    const body = jsonWithFiles([made(randomBytes(300))], ([data]) => ({ data }));
    const pieces: Buffer[] = [];
    const reading = (async () => {
      for await (const piece of body.stream()) pieces.push(piece);
    })();
    const error: unknown = await reading.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PlatformError);
    expect((error as PlatformError).detail).toMatchObject({
      class: 'transient',
      refused: true,
      hint: 'storage_unavailable',
    });
    expect((error as PlatformError).message).not.toContain('bucket');
    expect(() => JSON.parse(Buffer.concat(pieces).toString('utf8')) as unknown).toThrow();
  });
});

async function* broken(): AsyncGenerator<Buffer> {
  yield Buffer.from('the first');
  throw new Error('the bucket is away');
}
