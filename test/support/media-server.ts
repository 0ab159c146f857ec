import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import type { MediaFacts, MediaSource } from '#lib/platforms';

export interface MediaServer extends MediaSource {
  image(size: { width: number; height: number }, altText: string): Promise<MediaFacts>;
  clip(): Promise<MediaFacts>;
  close(): Promise<void>;
}

/** Media over real HTTP on this machine, as a network would fetch them; the same bytes for adapters. */
export async function startMediaServer(): Promise<MediaServer> {
  const stored = new Map<string, { bytes: Buffer; mime: string }>();
  const server = createServer((req, res) => {
    const medium = stored.get((req.url ?? '').slice(1));
    if (!medium) return void res.writeHead(404).end();
    res.writeHead(200, { 'content-type': medium.mime, 'content-length': medium.bytes.length });
    res.end(req.method === 'HEAD' ? undefined : medium.bytes);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const keep = (bytes: Buffer, mime: string): Pick<MediaFacts, 'id' | 'mime' | 'bytes' | 'sha256'> => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const id = `${sha256.slice(0, 16)}.${mime === 'video/mp4' ? 'mp4' : 'jpg'}`;
    stored.set(id, { bytes, mime });
    return { id, mime, bytes: bytes.length, sha256 };
  };
  return {
    async image({ width, height }, altText) {
      const hue = stored.size * 40;
      const background = { r: (40 + hue) % 256, g: 120, b: 200 };
      const jpeg = await sharp({ create: { width, height, channels: 3, background } })
        .jpeg()
        .toBuffer();
      return { ...keep(jpeg, 'image/jpeg'), kind: 'image', width, height, durationMs: null, altText };
    },
    async clip() {
      const bytes = await readFile('test/support/media/clip.mp4');
      const facts = keep(bytes, 'video/mp4');
      return { ...facts, kind: 'video', width: 720, height: 1280, durationMs: 4_000, altText: '' };
    },
    async *stream(mediaId, range) {
      const bytes = stored.get(mediaId)?.bytes;
      if (!bytes) throw new Error(`no medium ${mediaId}`);
      yield range ? bytes.subarray(range.start, range.end) : bytes;
    },
    publicUrl: (mediaId) => `http://127.0.0.1:${port}/${mediaId}`,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
