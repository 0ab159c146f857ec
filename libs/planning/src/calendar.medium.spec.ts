import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { startApi, type TestApi } from '../../../test/support/api.js';
import { buildChannel, buildMember, buildPost, type TestMember } from '../../../test/support/factories.js';
import type { Schemas } from '../../../test/support/http.js';
import { MAX_ENTRIES } from './calendar.service.js';
import { calendar } from './planning.schemas.js';

describe('the window of the calendar', () => {
  let api: TestApi;
  let editor: TestMember;
  const window = (query: string) => editor.http.get<Schemas['Calendar']>(`/api/v1/calendar?${query}`);

  beforeAll(async () => {
    api = await startApi();
    editor = await buildMember(api, 'editor');
  });
  afterAll(() => api?.close());

  it('is JSON as documented, whatever a title holds, and carries the channels in their order', async () => {
    const channels = await Promise.all(
      (['linkedin', 'facebook'] as const).map((platform) => buildChannel(api, editor.organisation, platform)),
    );
    const title = 'Un « café » \\ "guillemets"\u2028\u0001 ☕';
    const { id } = await buildPost(editor, {
      title,
      channelIds: channels.map((channel) => channel.id),
      schedule: { localTime: '2031-06-15T09:00', timeZone: 'Europe/Paris' },
    });
    const { status, headers, body } = await window('from=2031-06-15&to=2031-06-16&timeZone=Europe/Paris');
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
    expect(calendar.parse(body)).toEqual(body);
    expect(body).toEqual({
      items: [
        {
          postId: id,
          title,
          start: '2031-06-15T07:00:00.000Z',
          localTime: '2031-06-15T09:00',
          timeZone: 'Europe/Paris',
          channels: channels.map((channel) => ({ id: channel.id, platform: channel.platform })),
          state: 'draft',
          needsAttention: false,
          formatKey: null,
        },
      ],
      truncated: false,
    });
    expect((await window('from=2031-06-16&to=2031-06-17')).body).toEqual({ items: [], truncated: false });
  });

  it('says when there is more than it carries', async () => {
    const owner = new Client({ connectionString: api.database.url });
    await owner.connect();
    const add = (count: number) =>
      owner.query(
        `INSERT INTO post (organisation_id, id, establishment_id, author_id, author_name, local_time, time_zone, due_at)
         SELECT $1, gen_random_uuid(), $2, 'x', 'x', '2032-01-01T10:00', 'UTC', '2032-01-01T10:00:00Z' FROM generate_series(1, $3::int)`,
        [editor.organisation.id, editor.organisation.rootId, count],
      );
    try {
      await add(MAX_ENTRIES);
      const full = (await window('from=2032-01-01&to=2032-01-02')).body;
      expect([full.items.length, full.truncated]).toEqual([MAX_ENTRIES, false]);
      await add(1);
      const more = (await window('from=2032-01-01&to=2032-01-02')).body;
      expect([more.items.length, more.truncated]).toEqual([MAX_ENTRIES, true]);
    } finally {
      await owner.end();
    }
  });

  it.each([
    ['ends before it starts', 'from=2031-06-16&to=2031-06-16'],
    ['is longer than 400 days', 'from=2031-01-01&to=2032-02-06'],
  ])('is refused when it %s', async (_, query) => {
    const { status, body } = await editor.http.get(`/api/v1/calendar?${query}`);
    expect([status, body.errors?.[0]?.code]).toEqual([422, 'window_invalid']);
  });
});
