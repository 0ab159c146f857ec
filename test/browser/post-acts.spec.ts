import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Database } from '#lib/database';
import { startApi, type TestApi } from '../support/api.js';
import { buildChannel, buildMember, buildPost, type TestMember } from '../support/factories.js';
import type { Schemas } from '../support/http.js';
import { axeViolations, openChromium, openWindow, type Watched } from './chromium.js';
import { enter } from './journey.js';
import { WEB_FOLDER } from './installation.js';

type Post = Schemas['Post'];
type Channel = Awaited<ReturnType<typeof buildChannel>>;

const ZONE = 'Europe/Paris';

describe('what is done to a post once it is written', () => {
  let api: TestApi;
  let browser: Browser;
  let editor: TestMember;
  let manager: TestMember;
  let channels: Channel[];
  let window: Watched;
  let page: Page;

  beforeAll(async () => {
    [api, browser] = await Promise.all([startApi({}, { webFolder: WEB_FOLDER }), openChromium()]);
    editor = await buildMember(api, 'editor');
    const { organisation } = editor;
    manager = await buildMember(api, 'manager', { organisation, scopes: ['read', 'write', 'approve'] });
    channels = [
      await buildChannel(api, organisation, 'facebook'),
      await buildChannel(api, organisation, 'linkedin'),
    ];
    window = await openWindow(browser, api.config.PUBLIC_URL);
    page = window.page;
    await enter(page, editor, api.config.PUBLIC_URL);
  });

  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  const post = (text: string, schedule: { localTime: string; timeZone: string } | null = null) =>
    buildPost(editor, { title: text, text, channelIds: channels.map(({ id }) => id), schedule });
  const read = async (id: string): Promise<Post> => (await editor.http.get<Post>(`/api/v1/posts/${id}`)).body;
  const approved = async (text: string, localTime: string): Promise<string> => {
    const { id } = await post(text, { localTime, timeZone: ZONE });
    await editor.http.post(`/api/v1/posts/${id}/submit`, {});
    const revisionHash = (await read(id)).revision?.hash;
    const answer = await manager.http.post(`/api/v1/posts/${id}/approve`, { revisionHash });
    expect(answer.status).toBe(200);
    return id;
  };
  const more = () => page.getByRole('button', { name: 'Autres actions' });
  const sql = (text: string, values: unknown[]) =>
    api.app.get(Database, { strict: false }).system((tx) => tx.query(text, values));

  it('deletes a draft after saying what goes, and copies one into the composer', async () => {
    const { id } = await post('À recopier', { localTime: '2027-03-01T09:00', timeZone: ZONE });
    await page.goto(`/posts/${id}`);
    await more().click();
    await page.getByRole('menuitem', { name: 'Dupliquer' }).click();
    await page.waitForURL((url) => !url.pathname.includes(id) && url.pathname.endsWith('/edit'));
    const copy = new URL(page.url()).pathname.split('/')[2] ?? '';
    // Said of the copy alone: its screen is there.
    await page.getByText(/Sans date, ce post restera dans le tiroir/).waitFor();
    expect(await read(copy)).toMatchObject({ state: 'draft', text: 'À recopier', schedule: null });

    await more().click();
    await page.getByRole('menuitem', { name: 'Supprimer' }).click();
    const dialog = page.getByRole('dialog', { name: 'Supprimer le brouillon' });
    await dialog.getByText(/« À recopier » disparaissent/).waitFor();
    await dialog.getByRole('button', { name: 'Supprimer' }).click();
    await page.waitForURL((url) => url.pathname === '/');
    expect((await editor.http.get(`/api/v1/posts/${copy}`)).status).toBe(404);
    expect((await read(id)).text).toBe('À recopier');
  }, 60_000);

  it('takes a partly published post up again for the channel that failed, and says whom to ask', async () => {
    const id = await approved('Parti à moitié', '2027-04-01T09:00');
    const [kept, lost] = channels;
    const error = {
      class: 'auth',
      cause: 'channel',
      code: 'reconnect_needed',
      message: 'our own English',
      hint: 'reconnect',
    };
    const set =
      "UPDATE publication SET state = $1, stage = 'done', wake_at = NULL, last_error = $2::jsonb WHERE post_id = $3 AND channel_id = $4";
    await sql(set, ['published', null, id, kept?.id]);
    await sql(set, ['failed', JSON.stringify(error), id, lost?.id]);
    await sql("UPDATE post SET state = 'partially_published' WHERE id = $1", [id]);
    await page.goto(`/posts/${id}`);
    await page.getByText('Le canal est en pause ou à reconnecter.').waitFor();
    expect(await page.getByText('our own English').count()).toBe(0);
    await page.getByText(/Demandez à .* de reconnecter le canal/).waitFor();
    await page.getByText(/^Version 1, validée par /).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Reprendre pour les canaux en échec' }).click();
    await page.waitForURL((url) => !url.pathname.includes(id) && url.pathname.endsWith('/edit'));
    const copy = new URL(page.url()).pathname.split('/')[2] ?? '';
    expect((await read(copy)).channelIds).toEqual([lost?.id]);
  });

  it('says before it is sent that it was due too long ago, and leads to the date', async () => {
    const { id } = await post('Trop tard', { localTime: '2020-01-01T09:00', timeZone: ZONE });
    await page.goto(`/posts/${id}`);
    const send = page.getByRole('button', { name: 'Envoyer en validation' });
    await send.waitFor();
    await page.getByRole('button', { name: 'Changer la date' }).click();
    expect(await send.isDisabled()).toBe(true);
    const date = page.getByRole('textbox', { name: 'Date' });
    expect(await date.evaluate('document.activeElement.value')).toBe('1 janv. 2020');
    await date.fill('1er mai 2027');
    await page.getByRole('textbox', { name: 'Heure' }).fill('9h30');
    await page.getByRole('textbox', { name: 'Texte', exact: true }).click();
    await page.getByText(/1 mai 2027 à 09:30/).waitFor();
    await page.getByText(/^Enregistré/).waitFor();
    expect((await read(id)).schedule?.localTime).toBe('2027-05-01T09:30');
    expect(await send.isEnabled()).toBe(true);
    expect(window.complaints).toEqual([]);
  });
});
