import {
  aContent,
  aMedium,
  failureOf,
  runStep,
  startNetworkDouble,
  type DoubleReply,
  type NetworkDouble,
} from '../../../../test/support/network-double.js';
import { youtube } from './adapter.js';
import { PIECE } from './upload.js';

describe('an upload to YouTube', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());
  const contentOf = (bytes: number, options: Record<string, unknown> = {}) =>
    aContent({
      type: 'video',
      media: [aMedium({ kind: 'video', mime: 'video/mp4', bytes, durationMs: 20_000 })],
      options: { title: 'Parlons solutions', madeForKids: 'no', ...options },
    });
  const content = contentOf(1_000);
  const begun = () => ({ session: { uploadUrl: `${network.origin}/upload/youtube/v3/videos?upload_id=1` } });
  const made = { kind: 'youtube#video', id: '-_dQw4w9WgX' };
  /** What each question and each piece is answered, in their order; the last answer stays. */
  const says = (...replies: DoubleReply[]): void => {
    let at = 0;
    network.answer(() => replies[Math.min(at++, replies.length - 1)] ?? {});
  };
  const send = (of = content, progress: Record<string, unknown> = {}) =>
    runStep(youtube, network.io(youtube, of, { progress: { ...begun(), ...progress } as never }), 'upload');
  const ranges = () => network.requests.map(({ headers }) => headers['content-range']);

  it('begins a session whose video is private, whatever it shall be, and keeps its address', async () => {
    network.answer(() => ({
      headers: { location: `${network.origin}/upload/youtube/v3/videos?upload_id=1` },
    }));
    const written = contentOf(1_000, {
      privacyStatus: 'public',
      tags: 'solutions, économie sociale,,',
      categoryId: '29',
      madeForKids: 'yes',
      notifySubscribers: false,
    });
    const result = await runStep(youtube, network.io(youtube, written), 'session');
    expect(result).toEqual({ state: 'done', output: begun().session });
    const [request] = network.requests;
    if (!request) throw new Error('nothing was sent');
    const { method, path, query, headers, body } = request;
    expect([method, path, query.toString()]).toEqual([
      'POST',
      '/upload/youtube/v3/videos',
      'uploadType=resumable&part=snippet%2Cstatus&notifySubscribers=false',
    ]);
    expect(headers).toMatchObject({
      'x-upload-content-length': '1000',
      'x-upload-content-type': 'video/mp4',
      authorization: 'Bearer EAAtokenOfTheChannel',
    });
    expect(JSON.parse(body)).toEqual({
      snippet: {
        title: 'Parlons solutions',
        description: content.text,
        categoryId: '29',
        tags: ['solutions', 'économie sociale'],
      },
      status: { privacyStatus: 'private', selfDeclaredMadeForKids: true },
    });
  });

  it('does not begin a second one, which would be another upload of the day', async () => {
    says();
    const io = network.io(youtube, content, { progress: begun() });
    expect(await runStep(youtube, io, 'session')).toEqual({ state: 'done', output: begun().session });
    expect(network.requests).toEqual([]);
  });

  it.each([['https://evil.example/upload'], [undefined]])(
    'sends no byte to %s, whoever named it',
    async (location) => {
      network.answer(() => (location ? { headers: { location } } : {}));
      const detail = await failureOf(runStep(youtube, network.io(youtube, content), 'session'));
      expect(detail).toMatchObject({ class: 'transient', code: 'upload_host_unknown', refused: true });
      const progress = { session: { uploadUrl: 'https://evil.example/upload' } };
      expect(
        await failureOf(runStep(youtube, network.io(youtube, content, { progress }), 'upload')),
      ).toMatchObject({
        code: 'upload_host_unknown',
      });
    },
  );

  it('asks what is there, and sends the rest', async () => {
    says({ status: 308, headers: { range: 'bytes=0-599' } }, { status: 201, body: made });
    expect(await send()).toEqual({ state: 'done', output: { videoId: made.id } });
    expect(ranges()).toEqual(['bytes */1000', 'bytes 600-999/1000']);
    expect(network.requests[1]?.body).toHaveLength(400);
    expect(network.requests[1]?.headers).toMatchObject({
      'content-type': 'video/mp4',
      authorization: 'Bearer EAAtokenOfTheChannel',
    });
  });

  it('sends a large file in pieces, each of them asked for first', async () => {
    says({ status: 308 }, { status: 308, headers: { range: `bytes=0-${PIECE - 1}` } });
    const large = contentOf(PIECE + 7);
    const first = await send(large);
    expect(first).toEqual({ state: 'wait', afterMs: 0, output: { pieces: 1, lost: 0, bytes: PIECE } });
    expect(ranges()).toEqual([`bytes */${PIECE + 7}`, `bytes 0-${PIECE - 1}/${PIECE + 7}`]);
    says({ status: 308, headers: { range: `bytes=0-${PIECE - 1}` } }, { status: 200, body: made });
    expect((await send(large, { upload: first.output })).state).toBe('done');
    expect(ranges()[1]).toBe(`bytes ${PIECE}-${PIECE + 6}/${PIECE + 7}`);
    // Now and then it is taken up anew, by a credential that may have been renewed.
    says({ status: 308 }, { status: 308, headers: { range: `bytes=0-${PIECE - 1}` } });
    expect(await send(large, { upload: { pieces: 15 } })).toMatchObject({ state: 'wait', afterMs: 1 });
  });

  it('was lost after its last byte: the video is there, and is not uploaded again', async () => {
    says({ status: 200, body: made });
    expect(await send()).toEqual({ state: 'done', output: { videoId: made.id } });
    expect(ranges()).toEqual(['bytes */1000']);
  });

  it('waits for the video when every byte is there, and when none was taken', async () => {
    says({ status: 308, headers: { range: 'bytes=0-999' } });
    expect(await send()).toMatchObject({ state: 'wait', afterMs: 5_000 });
    expect(network.requests).toHaveLength(1);
    says({ status: 308 }, { status: 308 });
    expect(await send()).toMatchObject({ state: 'wait', afterMs: 5_000 });
  });

  it.each([404, 410, 400])('believes only the third %s that its session is over', async (status) => {
    says({ status, body: '<html>gateway</html>' });
    const first = await send();
    expect(first).toMatchObject({ state: 'wait', output: { lost: 1 } });
    const second = await send(content, { upload: first.output });
    expect(await failureOf(send(content, { upload: second.output }))).toMatchObject({
      class: 'transient',
      hint: 'upload_expired',
      refused: true,
      restartFrom: 'session',
    });
    says({ status: 308 }, { status: 201, body: made });
    expect((await send(content, { upload: second.output })).state).toBe('done');
  });

  it.each([
    [{ status: 308, headers: { range: 'bytes=0-1000' } }, 'unreadable_answer'],
    [{ status: 308, headers: { range: 'bytes=5-9' } }, 'unreadable_answer'],
    [{ status: 308, headers: { location: 'https://elsewhere.example/' } }, 'http_308'],
    [{ status: 200, body: 'no json' }, 'unreadable_answer'],
    [{ status: 200, body: { kind: 'youtube#channel', id: 'x' } }, 'unreadable_answer'],
    [{ status: 503, body: '' }, 'http_503'],
  ])('%j proves nothing', async (reply, code) => {
    says(reply);
    expect(await failureOf(send())).toMatchObject({ class: 'transient', code, refused: false });
    expect(network.requests).toHaveLength(1);
  });
});
