import { startApi, type TestApi } from '../support/api.js';
import {
  buildChannel,
  buildEstablishment,
  buildMember,
  buildPost,
  type TestMember,
} from '../support/factories.js';
import type { Schemas } from '../support/http.js';

type Capacity = Schemas['Capacity'];
/** A Tuesday. */
const DAY = '2035-12-04';
const WINDOW = `from=${DAY}&to=2035-12-05&timeZone=Europe/Paris`;
const at = (time: string) => ({ localTime: `${DAY}T${time}`, timeZone: 'Europe/Paris' });

describe('what networks take', () => {
  let api: TestApi;
  let editor: TestMember;
  beforeAll(async () => {
    api = await startApi({ QUOTAS: 'tiktok.posts=28,linkedin.app-posts=3' });
    editor = await buildMember(api, 'editor');
  });
  afterAll(() => api?.close());

  const shortages = async (who = editor): Promise<Capacity['items']> =>
    (await who.http.get<Capacity>(`/api/v1/calendar/capacity?${WINDOW}`)).body.items;

  it('says that 12 of 40 drafts will not fit Tuesday 9:00, and which', async () => {
    const channel = await buildChannel(api, editor.organisation, 'tiktok');
    const planned: string[] = [];
    for (let n = 0; n < 40; n++) {
      planned.push((await buildPost(editor, { channelIds: [channel.id], schedule: at('09:00') })).id);
    }
    const deleted = await buildPost(editor, { channelIds: [channel.id], schedule: at('08:00') });
    expect((await editor.http.delete(`/api/v1/posts/${deleted.id}`)).status).toBe(204);
    const [shortage, ...others] = await shortages();
    expect(others).toEqual([]);
    expect(shortage).toMatchObject({
      platform: 'tiktok',
      channel: { id: channel.id },
      limit: 28,
      window: 'rolling_day',
      at: '2035-12-04T08:00:00.000Z',
      planned: 40,
      late: 12,
      tooLate: 12,
      lastAt: null,
    });
    expect(shortage?.postIds).toEqual([...planned].sort().slice(28));
  }, 60_000);

  it('counts an application’s quota over all channels, and says when the delayed go', async () => {
    for (let n = 0; n < 5; n++) {
      const { id } = await buildChannel(api, editor.organisation, 'linkedin');
      await buildPost(editor, { channelIds: [id], schedule: at('23:30') });
    }
    const [shortage] = (await shortages()).filter(({ platform }) => platform === 'linkedin');
    expect(shortage).toMatchObject({
      channel: null,
      planned: 5,
      late: 2,
      tooLate: 0,
      lastAt: '2035-12-05T00:00:00.000Z',
    });
  });

  it('speaks only of channels that a person sees, to the person who sees them', async () => {
    const establishment = await buildEstablishment(api, editor.organisation);
    const { id } = await buildChannel(api, editor.organisation, 'tiktok', {
      establishmentId: establishment.id,
    });
    const local = await buildMember(api, 'editor', {
      organisation: editor.organisation,
      establishmentId: establishment.id,
    });
    for (let n = 0; n < 30; n++) {
      await buildPost(local, { channelIds: [id], schedule: at('18:00'), establishmentId: establishment.id });
    }
    const theirs = (await shortages(local)).filter(({ channel }) => channel !== null);
    expect(theirs.map(({ channel, late }) => [channel?.id, late])).toEqual([[id, 2]]);
    expect(theirs[0]?.postIds).toHaveLength(2);
    const stranger = await buildMember(api, 'editor');
    expect(await shortages(stranger)).toEqual([]);
  }, 60_000);

  it('refuses a window that ends before it starts, or of more than two months', async () => {
    for (const window of ['from=2035-12-05&to=2035-12-04', 'from=2035-01-01&to=2035-12-01']) {
      const { status, body } = await editor.http.get(`/api/v1/calendar/capacity?${window}`);
      expect([status, JSON.stringify(body.errors)]).toEqual([422, expect.stringContaining('window_invalid')]);
    }
  });
});
