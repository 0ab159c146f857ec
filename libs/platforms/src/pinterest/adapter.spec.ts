import {
  aContent,
  aMedium,
  failureOf,
  runStep,
  startNetworkDouble,
  type DoubleReply,
  type NetworkDouble,
} from '../../../../test/support/network-double.js';
import { adapterOf } from '../registry.js';
import { checkContent } from '../rules/index.js';
import { pinterest } from './adapter.js';

const BOARD = '1022106146619699841';
const SECTION = '5258814934636085101';

describe('pinterest', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());
  const picture = aContent({
    type: 'image',
    text: 'Le café ouvre.',
    link: 'https://up.example/cafe',
    media: [aMedium()],
    options: { board: BOARD, title: 'Up café' },
  });
  const film = aMedium({ id: 'film', kind: 'video', mime: 'video/mp4', durationMs: 20_000 });
  const sent = () => JSON.parse(network.requests[0]?.body ?? '') as unknown;
  const base64 = Buffer.alloc(8, 'x').toString('base64');

  it('sends a picture with its pin, to a section of a board', async () => {
    network.answer(() => ({ status: 201, body: `{"id":"${BOARD}"}` }));
    const content = { ...picture, options: { board: `${BOARD}:${SECTION}`, title: 'Up café' } };
    const result = await runStep(pinterest, network.io(pinterest, content), 'pin');
    expect(network.requests[0]).toMatchObject({ method: 'POST', path: '/v5/pins' });
    expect(sent()).toEqual({
      board_id: BOARD,
      board_section_id: SECTION,
      title: 'Up café',
      description: 'Le café ouvre.',
      link: 'https://up.example/cafe',
      alt_text: 'Le café',
      media_source: { source_type: 'image_base64', content_type: 'image/jpeg', data: base64 },
    });
    expect(pinterest.remotePost({ pin: result.output ?? null }, { remoteId: '1', handle: 'up' })).toEqual({
      remoteId: BOARD,
      remoteUrl: `https://www.pinterest.com/pin/${BOARD}/`,
    });
  });

  it('sends a carousel with one description of all its pictures, and the link behind each', async () => {
    network.answer(() => ({ status: 201, body: { id: '7' } }));
    const media = [aMedium(), aMedium({ id: 'b', mime: 'image/png', altText: 'La salle' })];
    await runStep(pinterest, network.io(pinterest, { ...picture, type: 'images', media }), 'pin');
    const link = 'https://up.example/cafe';
    expect(sent()).toMatchObject({
      alt_text: 'Le café\nLa salle',
      media_source: {
        source_type: 'multiple_image_base64',
        items: [
          { content_type: 'image/jpeg', data: base64, link },
          { content_type: 'image/png', data: base64, link },
        ],
      },
    });
  });

  it('leaves out what nobody wrote', async () => {
    network.answer(() => ({ status: 201, body: { id: '7' } }));
    const bare = {
      ...picture,
      text: '',
      link: null,
      media: [aMedium({ altText: ' ' })],
      options: { board: BOARD },
    };
    await runStep(pinterest, network.io(pinterest, bare), 'pin');
    expect(Object.keys(sent() as object)).toEqual(['board_id', 'media_source']);
  });

  it('sends a video by the form it is given, the file last and the token to nobody, and waits for it', async () => {
    const content = { ...picture, type: 'video' as const, media: [film] };
    let status = 'registered';
    network.answer(({ path }): DoubleReply => {
      if (path === '/up/') return { status: 204 };
      if (path !== '/v5/media') return { body: { media_id: '521', status } };
      const form = { key: 'uploads/1', 'Content-Type': 'multipart/form-data', 'x-amz-date': '2026' };
      return {
        status: 201,
        body: { media_id: '521', upload_url: `${network.origin}/up/`, upload_parameters: form },
      };
    });
    const started = await runStep(pinterest, network.io(pinterest, content), 'video');
    expect(started).toMatchObject({ state: 'wait', output: { id: '521', polls: 0 } });
    const [, upload] = network.requests;
    expect(upload?.headers.authorization).toBeUndefined();
    const names = [...(upload?.body.matchAll(/form-data; name="([^"]+)"/gu) ?? [])].map((match) => match[1]);
    expect(names).toEqual(['key', 'Content-Type', 'x-amz-date', 'file']);
    const progress = { video: started.output ?? null };
    const again = () => runStep(pinterest, network.io(pinterest, content, { progress }), 'video');
    expect((await again()).state).toBe('wait');
    status = 'failed';
    expect(await failureOf(again())).toMatchObject({ class: 'permanent', hint: 'media_processing_failed' });
    status = 'succeeded';
    expect((await again()).state).toBe('done');
    network.answer(() => ({ status: 201, body: { id: '7' } }));
    await runStep(pinterest, network.io(pinterest, content, { progress }), 'pin');
    expect(sent()).toMatchObject({
      media_source: { source_type: 'video_id', media_id: '521', cover_image_key_frame_time: 1 },
    });
  });

  it('sends a video to no other host, and begins anew when the form was not taken', async () => {
    const content = { ...picture, type: 'video' as const, media: [film] };
    const registered = (upload_url: string) => ({
      status: 201,
      body: { media_id: '521', upload_url, upload_parameters: {} },
    });
    const run = () => failureOf(runStep(pinterest, network.io(pinterest, content), 'video'));
    network.answer(() => registered('https://other-bucket.s3.amazonaws.com/'));
    expect(await run()).toMatchObject({ code: 'upload_host_unknown', refused: true });
    network.answer(({ path }) => (path === '/up/' ? { status: 403 } : registered(`${network.origin}/up/`)));
    expect(await run()).toMatchObject({ class: 'transient' });
  });

  it.each([
    [400, 1, 'permanent', 'content_refused'],
    [401, 2, 'auth', 'reconnect'],
    [401, 3, 'auth', 'missing_permission'],
    [403, 29, 'permanent', 'missing_permission'],
    [403, 233, 'permanent', 'image_refused'],
    [403, 235, 'permanent', 'image_refused'],
    [404, 40, 'permanent', 'target_missing'],
    [404, 2031, 'permanent', 'target_missing'],
    [400, 9_999, 'permanent', 'content_refused'],
  ])('a pin answered %i/%i is %s: %s', async (status, code, expected, hint) => {
    network.answer(() => ({ status, body: { code, message: 'x', status: 'failure' } }));
    const detail = await failureOf(runStep(pinterest, network.io(pinterest, picture), 'pin'));
    expect(detail).toMatchObject({ class: expected, hint, refused: true, code: String(code), message: 'x' });
  });

  it.each([
    [500, { code: 5, message: 'x' }, 'transient'],
    [403, { message: 'Forbidden' }, 'unknown'],
    [403, { code: '29', message: 'x' }, 'unknown'],
    [404, '<html>gateway</html>', 'unknown'],
    [201, { id: 'x' }, 'unknown'],
  ])('a pin answered %i %j proves nothing', async (status, body, expected) => {
    network.answer(() => ({ status, body }));
    const detail = await failureOf(runStep(pinterest, network.io(pinterest, picture), 'pin'));
    expect(detail).toMatchObject({ class: expected, refused: false });
  });

  it.each([
    ['30', 30_000, 'channel'],
    ['7200', 7_200_000, 'app'],
    ['1793000000', 60_000, 'channel'],
    ['soon', 60_000, 'channel'],
  ])('a limit that ends in %s s holds %i ms, the %s', async (reset, retryAfterMs, scope) => {
    const headers = { 'x-ratelimit-reset': reset };
    network.answer(() => ({ status: 429, headers, body: { code: 8, message: 'slowly' } }));
    const detail = await failureOf(runStep(pinterest, network.io(pinterest, picture), 'pin'));
    expect(detail).toMatchObject({ class: 'rate_limited', refused: true, retryAfterMs, scope });
  });

  it('knows that nothing was pinned when its own picture could not be read', async () => {
    network.answer(() => ({ status: 201, body: { id: '7' } }));
    const io = network.io(pinterest, picture);
    const media = { ...io.media, stream: () => away() };
    const detail = await failureOf(runStep(pinterest, { ...io, media }, 'pin'));
    expect(detail).toMatchObject({ class: 'transient', refused: true, hint: 'storage_unavailable' });
    expect(network.requests).toEqual([]);
  });

  it('reads all pages of the boards, and names their sections after them', async () => {
    const pages: Record<string, unknown> = {
      '': { items: [board('11', 'Solutions'), board('12', 'Secret', 'SECRET')], bookmark: 'next' },
      next: { items: [board('13', 'Recettes'), board('14', 'Annonces', 'PROTECTED')], bookmark: null },
    };
    network.answer(({ path, query }) => {
      if (path === '/v5/boards') return { body: pages[query.get('bookmark') ?? ''] };
      const items = path === '/v5/boards/11/sections' ? [{ id: '21', name: 'Logement' }] : [];
      return { body: { items, bookmark: null } };
    });
    expect(await pinterest.listed?.(network.io(pinterest, picture), 'board')).toEqual([
      { id: '11', name: 'Solutions' },
      { id: '11:21', name: 'Solutions › Logement' },
      { id: '13', name: 'Recettes' },
    ]);
    expect(network.requests[0]?.query.get('page_size')).toBe('250');
  });

  it('comes to an end with a list that has none, and shows what comes twice once', async () => {
    network.answer(({ path }) => ({
      body: { items: path === '/v5/boards' ? [board('11', 'Solutions')] : [], bookmark: 'again' },
    }));
    const entries = await adapterOf('pinterest').listed?.(network.io(pinterest, picture), 'board');
    expect(entries).toEqual([{ id: '11', name: 'Solutions' }]);
    expect(network.requests.length).toBeLessThan(50);
  });

  it('takes 500 characters, a link of 2,048 and one description of all pictures, and needs a board', () => {
    const errors = (content: Parameters<typeof checkContent>[1]) =>
      checkContent('pinterest', content)
        .filter(({ severity }) => severity === 'error')
        .map(({ code, path }) => `${code}@${path}`);
    expect(errors({ ...picture, text: '🎉'.repeat(500) })).toEqual([]);
    expect(errors({ ...picture, text: '🎉'.repeat(501) })).toEqual(['text_too_long@text']);
    expect(errors({ ...picture, options: { title: 'é'.repeat(101) } })).toEqual([
      'option_required@options.board',
      'text_too_long@options.title',
    ]);
    const link = `https://up.example/${'a'.repeat(2_030)}`;
    expect(errors({ ...picture, link })).toEqual(['link_too_long@link']);
    const told = (altText: string) =>
      errors({ ...picture, type: 'images', media: [aMedium({ altText }), aMedium({ altText })] });
    expect(told('é'.repeat(249))).toEqual([]);
    expect(told('é'.repeat(250))).toEqual(['alt_text_too_long@media']);
    expect(errors(aContent({ text: 'Oui', options: { board: BOARD } }))).toEqual(['media_required@media']);
  });

  it('shows the link behind its picture, and says that one in the text is only text', () => {
    const warnings = (content: Parameters<typeof checkContent>[1]) =>
      checkContent('pinterest', content).map(({ code, path }) => `${code}@${path}`);
    expect(warnings(picture)).toEqual([]);
    expect(warnings({ ...picture, text: 'Voir https://up.example.' })).toEqual(['link_unsupported@text']);
  });
});

const board = (id: string, name: string, privacy = 'PUBLIC') => ({ id, name, privacy });

async function* away(): AsyncGenerator<Buffer> {
  yield Buffer.from('xx');
  throw new Error('the storage is away');
}
