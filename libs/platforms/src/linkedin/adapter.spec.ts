import {
  aContent,
  aMedium,
  failureOf,
  runStep,
  startNetworkDouble,
  type NetworkDouble,
} from '../../../../test/support/network-double.js';
import { linkedin } from './adapter.js';
import { fromLittleText, toLittleText } from './little-text.js';

describe('little text', () => {
  it.each([
    [
      'Café (Paris) [1] {2} <3> *a* _b_ ~c~ a|b a\\b @x',
      'Café \\(Paris\\) \\[1\\] \\{2\\} \\<3\\> \\*a\\* \\_b\\_ \\~c\\~ a\\|b a\\\\b \\@x',
    ],
    ['Vive l’#éducation !', 'Vive l’{hashtag|\\#|éducation} !'],
    ['#jeunes_engagés', '#jeunes\\_engagés'],
    ['#1 https://a.fr/x_y?z=(1)#été', '\\#1 https://a.fr/x\\_y?z=\\(1\\)\\#été'],
  ])('%s', (text, wire) => {
    expect(toLittleText(text)).toBe(wire);
    expect(fromLittleText(wire)).toBe(text);
  });

  it('gives back texts that look like templates', () => {
    for (const text of ['{hashtag|\\#|faux}', '@[Nom](urn:li:person:1)', '\\#a']) {
      expect(fromLittleText(toLittleText(text))).toBe(text);
    }
    expect(fromLittleText('@[Groupe SOS](urn:li:organization:1) et #libre')).toBe('Groupe SOS et #libre');
  });
});

describe('linkedin', () => {
  let network: NetworkDouble;
  beforeAll(async () => {
    network = await startNetworkDouble();
  });
  afterAll(() => network.close());
  const since = '2026-11-22T10:00:00.000Z';

  it('takes a page named by its number for the same page, so that its channel can be reconnected', async () => {
    network.answer(() => ({ status: 200, body: { localizedName: 'Up café', vanityName: 'upcafe' } }));
    const io = network.io(linkedin, aContent({ type: 'text' }));
    const account = { ...io.account, remoteId: '1001' };
    expect(await linkedin.account({ ...io, account })).toMatchObject({ remoteId: '1001' });
  });

  it('posts with version and author, and reads the id from the header of an empty answer', async () => {
    network.answer(() => ({ status: 201, headers: { 'x-restli-id': 'urn:li:share:7' } }));
    const content = aContent({
      type: 'link',
      link: 'https://www.groupe-sos.org/a',
      options: { linkTitle: 'Titre' },
    });
    expect(await runStep(linkedin, network.io(linkedin, content), 'post')).toEqual({
      state: 'done',
      output: { id: 'urn:li:share:7' },
    });
    const [request] = network.requests;
    expect(request?.headers).toMatchObject({
      'linkedin-version': '202609',
      'x-restli-protocol-version': '2.0.0',
    });
    expect(JSON.parse(request?.body ?? '')).toMatchObject({
      author: 'urn:li:organization:1001',
      commentary: 'Parlons solutions \\(ici\\) {hashtag|\\#|éducation}',
      content: { article: { source: 'https://www.groupe-sos.org/a', title: 'Titre' } },
    });
  });

  it('calls a success without an id unknown', async () => {
    network.answer(() => ({ status: 201 }));
    expect(await failureOf(runStep(linkedin, network.io(linkedin, aContent()), 'post'))).toMatchObject({
      class: 'unknown',
      refused: false,
    });
  });

  it('gives an image it may not look at one grace period', async () => {
    network.answer(() => ({
      status: 403,
      body: { status: 403, serviceErrorCode: 100, code: 'ACCESS_DENIED', message: 'no' },
    }));
    const content = aContent({ type: 'image', media: [aMedium()] });
    const at = (progress: { urn: string; polls: number; graced?: boolean }) =>
      runStep(linkedin, network.io(linkedin, content, { progress: { 'image-0': progress } }), 'image-0');
    const waiting = await at({ urn: 'urn:li:image:1', polls: 0 });
    expect(waiting).toMatchObject({ state: 'wait', afterMs: 20_000 });
    expect(await at({ urn: 'urn:li:image:1', polls: 0, graced: true })).toMatchObject({ state: 'done' });
  });

  it('uploads video parts in order without the token, and finalises with their ETags', async () => {
    const content = aContent({ type: 'video', media: [aMedium({ kind: 'video', bytes: 10 })] });
    const parts = [
      { url: `${network.origin}/p/0`, first: 0, last: 5 },
      { url: `${network.origin}/p/1`, first: 6, last: 9 },
    ];
    const init = { urn: 'urn:li:video:1', token: '', parts };
    network.answer(({ path }) => ({ headers: { etag: `e${path.at(-1)}` } }));
    const io = network.io(linkedin, content, { progress: { 'video-init': init } });
    expect(await runStep(linkedin, io, 'video-parts')).toEqual({
      state: 'wait',
      afterMs: 0,
      output: { etags: ['e0'] },
    });
    const progress = { ...io.progress, 'video-parts': { etags: ['e0'] } };
    expect(await runStep(linkedin, { ...io, progress }, 'video-parts')).toEqual({
      state: 'done',
      output: { etags: ['e0', 'e1'] },
    });
    expect(network.requests.map(({ body, headers }) => [body.length, headers.authorization])).toEqual([
      [6, undefined],
      [4, undefined],
    ]);
    await runStep(
      linkedin,
      { ...io, progress: { ...progress, 'video-parts': { etags: ['e0', 'e1'] } } },
      'video-finalize',
    );
    expect(JSON.parse(network.requests[2]?.body ?? '')).toEqual({
      finalizeUploadRequest: { video: 'urn:li:video:1', uploadToken: '', uploadedPartIds: ['e0', 'e1'] },
    });
    network.answer(() => ({ status: 403, body: '' }));
    expect(await failureOf(runStep(linkedin, io, 'video-parts'))).toMatchObject({
      class: 'transient',
      refused: true,
      restartFrom: 'video-init',
    });
  });

  const throttled = (scope: string) => ({
    status: 429,
    serviceErrorCode: 101,
    code: 'TOO_MANY_REQUESTS',
    message: `Resource level throttle ${scope} DAY limit for calls to this resource is reached.`,
  });
  it.each([
    [401, { serviceErrorCode: 65601, code: 'REVOKED_ACCESS_TOKEN' }, { class: 'auth', refused: true }],
    [403, { serviceErrorCode: 100, code: 'ACCESS_DENIED' }, { class: 'auth', hint: 'missing_permission' }],
    [409, { code: 'CONFLICT' }, { class: 'transient', refused: true }],
    [426, { code: 'NONEXISTENT_VERSION' }, { class: 'permanent', hint: 'operator_version', refused: true }],
    [400, { code: 'VERSION_MISSING' }, { class: 'permanent', hint: 'operator_version' }],
    [400, { code: 'FIELD_LENGTH_TOO_LONG' }, { class: 'permanent', hint: 'text_refused' }],
    [
      422,
      {
        errorDetails: { inputErrors: [{ code: 'DUPLICATE_POST' }] },
        message: 'x. Content is a duplicate of urn:li:share:7295',
      },
      { class: 'duplicate', duplicateOf: 'urn:li:share:7295', refused: true },
    ],
    [500, { message: 'x' }, { class: 'unknown', refused: false }],
    [504, '', { class: 'unknown', refused: false }],
    [418, { message: 'x' }, { class: 'unknown', refused: false }],
    [
      429,
      throttled('APPLICATION'),
      { class: 'rate_limited', scope: 'app', refused: true, retryAfterMs: 2 * 3_600_000 },
    ],
    [
      429,
      throttled('APPLICATION_AND_MEMBER'),
      { class: 'rate_limited', scope: 'channel', retryAfterMs: 2 * 3_600_000 },
    ],
    [429, throttled('MEMBER'), { class: 'rate_limited', scope: 'channel' }],
  ])('%s %j', async (status, body, expected) => {
    network.answer(() => ({ status, headers: { date: 'Sun, 22 Nov 2026 22:00:00 GMT' }, body }));
    expect(await failureOf(runStep(linkedin, network.io(linkedin, aContent()), 'post'))).toMatchObject(
      expected,
    );
  });

  it('reconciles by author, un-escaped text and time; two alike are for a person', async () => {
    const row = (id: string, over = {}) => ({
      id,
      commentary: toLittleText(aContent().text),
      createdAt: Date.parse(since) + 2_000,
      ...over,
    });
    let elements = [
      row('urn:li:share:1', { createdAt: Date.parse(since) - 600_000 }),
      row('urn:li:ugcPost:2'),
      row('urn:li:share:3', { commentary: 'autre' }),
    ];
    network.answer(() => ({ body: { elements } }));
    const io = { ...network.io(linkedin, aContent()), since };
    expect(await linkedin.reconcile(io)).toMatchObject({ found: 'yes', remoteId: 'urn:li:ugcPost:2' });
    expect(network.requests[0]?.headers['x-restli-method']).toBe('FINDER');
    elements = [...elements, row('urn:li:share:4')];
    expect(await linkedin.reconcile(io)).toMatchObject({ found: 'unclear' });
    elements = [];
    expect(await linkedin.reconcile(io)).toEqual({ found: 'no' });
    network.answer(() => ({ status: 403, body: { code: 'ACCESS_DENIED', serviceErrorCode: 100 } }));
    expect(await linkedin.reconcile(io)).toMatchObject({ found: 'unclear' });
  });

  it('says when an accepted post was not published after all', async () => {
    network.answer(() => ({ body: { lifecycleState: 'PUBLISH_FAILED' } }));
    const io = network.io(linkedin, aContent(), { progress: { post: { id: 'urn:li:share:1' } } });
    expect(await failureOf(runStep(linkedin, io, 'live'))).toMatchObject({
      class: 'permanent',
      cause: 'network',
      code: 'PUBLISH_FAILED',
    });
  });

  it('retries a comment that came too early', async () => {
    network.answer(() => ({ status: 404, body: { status: 404, code: 'NOT_FOUND', message: 'x' } }));
    const sent =
      linkedin.comment?.(network.io(linkedin, aContent()), 'urn:li:ugcPost:2', 'Merci') ?? Promise.resolve();
    expect(await failureOf(sent)).toMatchObject({ class: 'transient', refused: true });
  });
});
