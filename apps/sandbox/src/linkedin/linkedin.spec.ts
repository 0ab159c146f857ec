import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { jpeg, TestBench } from '../testing/bench.js';
import { renderLittleText } from './little-text.js';

const ORG = '9012345';
const URN = `urn:li:organization:${ORG}`;

describe('LinkedIn', () => {
  let bench: TestBench;
  const headers = {
    authorization: 'Bearer li-token',
    'linkedin-version': '202609',
    'x-restli-protocol-version': '2.0.0',
  };
  const body = (commentary: string, content?: unknown) => ({
    author: URN,
    commentary,
    visibility: 'PUBLIC',
    distribution: { feedDistribution: 'MAIN_FEED', targetEntities: [], thirdPartyDistributionChannels: [] },
    lifecycleState: 'PUBLISHED',
    isReshareDisabledByAuthor: false,
    ...(content === undefined ? {} : { content }),
  });
  const post = (commentary: string, content?: unknown, extra: Record<string, string> = {}) =>
    bench.json('/linkedin/rest/posts', body(commentary, content), { ...headers, ...extra });
  const first = () => bench.control.feed().items[0];

  beforeEach(async () => {
    bench = await TestBench.start();
    bench.control.createAccount({
      platform: 'linkedin',
      id: ORG,
      name: 'Up',
      handle: 'up',
      token: 'li-token',
    });
  });
  afterEach(() => bench.stop());

  it('answers 201 with an empty body and the id in a header', async () => {
    const answer = await post('Bonjour #emploi');
    expect([answer.status, answer.text]).toEqual([201, '']);
    expect(answer.headers.get('x-restli-id')).toMatch(/^urn:li:share:\d+$/);
    expect(first()?.text).toBe('Bonjour #emploi');
  });

  it('cuts the text at an unescaped "(", and still answers 201', async () => {
    expect((await post('Rendez-vous (gratuit) demain')).status).toBe(201);
    expect(first()?.text).toBe('Rendez-vous ');
    await post('Rendez-vous \\(gratuit\\) demain');
    expect(first()?.text).toBe('Rendez-vous (gratuit) demain');
  });

  it.each([
    ['{hashtag|\\#|solidarité} ici', '#solidarité ici'],
    ['Merci @[Groupe SOS](urn:li:organization:12) !', 'Merci Groupe SOS !'],
    ['un \\_souligné\\_ et une \\\\barre', 'un _souligné_ et une \\barre'],
    ['{hashtag|casse', ''],
    ['a@b.fr', 'a'],
  ])('renders %s as %s', (commentary, text) => {
    expect(renderLittleText(commentary).text).toBe(text);
  });

  it('refuses a duplicate and names the post that is there', async () => {
    const urn = (await post('Pareil')).headers.get('x-restli-id') ?? '';
    const again = await post('Pareil');
    expect(again.status).toBe(422);
    expect(again.json<{ message: string }>().message).toContain(urn);
    expect(again.json()).toMatchObject({ errorDetails: { inputErrors: [{ code: 'DUPLICATE_POST' }] } });
    bench.clock.advance(600_000);
    expect((await post('Pareil')).status).toBe(201);
  });

  it.each([
    ['', 400, 'VERSION_MISSING'],
    ['202501', 426, 'NONEXISTENT_VERSION'],
    ['202511', 426, 'NONEXISTENT_VERSION'],
    ['202512', 426, 'NONEXISTENT_VERSION'],
    ['202701', 426, 'NONEXISTENT_VERSION'],
  ])('answers version "%s" with %i %s', async (version, status, code) => {
    const answer = await post('Version', undefined, { 'linkedin-version': version });
    expect([answer.status, answer.json().code]).toEqual([status, code]);
  });

  it('uploads an image with the token, and shows the post when it is processed', async () => {
    const init = await bench.json(
      '/linkedin/rest/images?action=initializeUpload',
      { initializeUploadRequest: { owner: URN } },
      headers,
    );
    const { uploadUrl, image } = init.json<{ value: { uploadUrl: string; image: string } }>().value;
    const content = { media: { id: image, altText: 'Un café' } };
    expect((await post('Image', content)).json()).toMatchObject({ code: 'MEDIA_ASSET_WAITING_UPLOAD' });
    const bytes = new Uint8Array(jpeg(800, 600));
    expect((await bench.send('PUT', uploadUrl, { body: bytes })).status).toBe(401);
    expect((await bench.send('PUT', uploadUrl, { body: bytes, headers })).status).toBe(201);
    const state = async () =>
      (await bench.get(`/linkedin/rest/images/${encodeURIComponent(image)}`, {}, headers)).json().status;
    expect(await state()).toBe('PROCESSING');
    const urn = (await post('Image', content)).headers.get('x-restli-id') ?? '';
    expect(first()).toBeUndefined();
    bench.clock.advance(1000);
    expect(await state()).toBe('AVAILABLE');
    expect(first()?.media).toMatchObject([{ altText: 'Un café', kind: 'image' }]);
    const read = await bench.get(`/linkedin/rest/posts/${encodeURIComponent(urn)}`, {}, headers);
    expect(read.json()).toMatchObject({
      id: urn,
      lifecycleState: 'PUBLISHED',
      content: { media: { id: image } },
    });
  });

  it("finds a page's posts after the lag", async () => {
    const find = async () =>
      (
        await bench.get(
          '/linkedin/rest/posts',
          { q: 'author', author: URN, count: '10' },
          { ...headers, 'x-restli-method': 'FINDER' },
        )
      ).json();
    await post('Un');
    expect(await find()).toMatchObject({ elements: [] });
    bench.clock.advance(1000);
    expect(await find()).toMatchObject({ elements: [{ commentary: 'Un', author: URN }] });
  });

  it('comments in plain text', async () => {
    const urn = (await post('À commenter')).headers.get('x-restli-id') ?? '';
    const path = `/linkedin/rest/socialActions/${encodeURIComponent(urn)}/comments`;
    const comment = await bench.json(
      path,
      { actor: URN, object: urn, message: { text: 'Voir (ici)' } },
      headers,
    );
    expect(comment.status).toBe(201);
    expect(first()?.comments.map((c) => c.text)).toEqual(['Voir (ici)']);
    bench.clock.advance(1000);
    expect((await bench.get(path, {}, headers)).json()).toMatchObject({
      elements: [{ message: { text: 'Voir (ici)' } }],
    });
  });

  it('tells token states and permissions apart', async () => {
    bench.control.patchAccount('linkedin', ORG, { tokenState: 'expired' });
    expect((await post('Non')).json()).toMatchObject({ status: 401, serviceErrorCode: 65602 });
    bench.control.patchAccount('linkedin', ORG, { tokenState: 'revoked' });
    expect((await post('Non')).json()).toMatchObject({ status: 401, serviceErrorCode: 65601 });
    bench.control.patchAccount('linkedin', ORG, { tokenState: 'ok' });
    const other = await bench.json(
      '/linkedin/rest/posts',
      { ...body('Non'), author: 'urn:li:organization:1' },
      headers,
    );
    expect(other.json()).toMatchObject({
      status: 403,
      message: 'Not enough permissions to access: partnerApiPostsExternal.CREATE.20260901',
    });
  });
});
