import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApi, type TestApi } from '../support/api.js';
import { buildChannel, buildMember, buildPost, type TestMember } from '../support/factories.js';
import type { Schemas } from '../support/http.js';
import { until } from '../support/until.js';
import { axeViolations, openChromium, openWindow, PHONE, type Watched } from './chromium.js';
import { enter } from './journey.js';
import { WEB_FOLDER } from './installation.js';

type Post = Schemas['Post'];

describe('two people at the review at once', () => {
  let api: TestApi;
  let browser: Browser;
  let editor: TestMember;
  let manager: TestMember;
  let other: TestMember;
  let channelId: string;
  let window: Watched;
  let page: Page;

  beforeAll(async () => {
    [api, browser] = await Promise.all([startApi({}, { webFolder: WEB_FOLDER }), openChromium()]);
    editor = await buildMember(api, 'editor');
    const { organisation } = editor;
    manager = await buildMember(api, 'manager', { organisation, scopes: ['read', 'write', 'approve'] });
    other = await buildMember(api, 'manager', { organisation, scopes: ['read', 'write', 'approve'] });
    channelId = (await buildChannel(api, organisation, 'facebook')).id;
    window = await openWindow(browser, api.config.PUBLIC_URL, { viewport: PHONE });
    page = window.page;
    await enter(page, manager, api.config.PUBLIC_URL);
  });

  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  const submitted = async (text: string, day: string): Promise<string> => {
    const schedule = { localTime: `2027-03-${day}T09:00`, timeZone: 'Europe/Paris' };
    const { id } = await buildPost(editor, { title: text, text, channelIds: [channelId], schedule });
    await submit(id);
    return id;
  };
  const submit = (id: string, note?: string) =>
    editor.http.post<Post>(`/api/v1/posts/${id}/submit`, note ? { note } : {});
  const stateOf = async (id: string): Promise<string> =>
    (await editor.http.get<Post>(`/api/v1/posts/${id}`)).body.state;
  const approve = () => page.getByRole('button', { name: 'Approuver' });
  const read = async (id: string, text: string): Promise<void> => {
    await page.goto(`/review/${id}`);
    await page.getByRole('article').getByText(text).waitFor();
    await approve().waitFor();
  };

  it('keeps the post in view that somebody else approved, says who and when, and takes its buttons away', async () => {
    const [mine, next] = [await submitted('Celui que je lis.', '01'), await submitted('Le suivant.', '02')];
    await read(mine, 'Celui que je lis.');
    const hash = (await editor.http.get<Post>(`/api/v1/posts/${mine}`)).body.revision?.hash;
    expect((await other.http.post(`/api/v1/posts/${mine}/approve`, { revisionHash: hash })).status).toBe(200);
    await page.getByText(/^manager .* a approuvé cette version, .* à \d\d:\d\d\.$/).waitFor();
    expect(await approve().count()).toBe(0);
    expect(page.url()).toContain(mine);
    expect(await page.getByRole('article').getByText('Celui que je lis.').count()).toBe(1);
    expect(await axeViolations(page)).toEqual([]);

    await page.getByRole('alert').getByRole('button', { name: 'Suivant' }).click();
    await page.getByRole('article').getByText('Le suivant.').waitFor();
    expect(page.url()).toContain(next);
    expect(await stateOf(next)).toBe('in_review');
  });

  it('tells of an edit, a withdrawal and a deletion the same way, and an old link shows no other post', async () => {
    const id = await submitted('Repris en cours de lecture.', '03');
    await submitted('Encore un autre.', '04');
    await read(id, 'Repris en cours de lecture.');
    await editor.http.patch(`/api/v1/posts/${id}`, { text: 'Autrement.' });
    await page.getByText(/^editor .* a repris ce post pour le modifier/).waitFor();
    expect(await approve().count()).toBe(0);
    expect(await page.getByRole('article').getByText('Repris en cours de lecture.').count()).toBe(1);

    await editor.http.send('DELETE', `/api/v1/posts/${id}`);
    await page.getByText('Ce post a été supprimé').waitFor();
    expect(await approve().count()).toBe(0);
    await page.goto(`/review/${id}`);
    await page.getByText('Ce post a été supprimé').waitFor();
    expect(await approve().count()).toBe(0);
    expect(page.url()).toContain(id);
  });

  it('answers the version that was read, not the one that arrived under the thumb', async () => {
    const id = await submitted('Première rédaction.', '05');
    await read(id, 'Première rédaction.');
    await editor.http.patch(`/api/v1/posts/${id}`, { text: 'Seconde rédaction.' });
    await submit(id);
    await page.getByRole('button', { name: 'Voir la nouvelle version' }).waitFor();
    expect(await approve().count()).toBe(0);
    expect(await stateOf(id)).toBe('in_review');
    await page.getByRole('button', { name: 'Voir la nouvelle version' }).click();
    await page.getByRole('article').getByText('Seconde rédaction.').waitFor();
    await approve().click();
    await page.waitForURL((url) => !url.href.includes(id));
    expect(await stateOf(id)).toBe('scheduled');
  });

  it('shows the second round with what was asked, what was answered and what changed since', async () => {
    const id = await submitted('Rendez-vous mardi au café.', '06');
    await read(id, 'Rendez-vous mardi au café.');
    await page.getByRole('button', { name: 'Demander des changements' }).click();
    await page.getByLabel('Ce qui est à reprendre').fill('C’est mercredi.');
    // A dialog that is closed, and a page that is reloaded, cost no word.
    await page.keyboard.press('Escape');
    await page.reload();
    await page.getByRole('button', { name: 'Demander des changements' }).click();
    // Read from the device a moment after the dialog is there.
    const words = page.getByLabel('Ce qui est à reprendre');
    await until('the words', async () => (await words.inputValue()) === 'C’est mercredi.');
    await page.getByRole('button', { name: 'Envoyer la demande' }).click();
    await page.waitForURL((url) => !url.href.includes(id));
    await editor.http.patch(`/api/v1/posts/${id}`, { text: 'Rendez-vous mercredi au café.' });
    await submit(id, 'Le jour est corrigé.');

    await read(id, 'Rendez-vous mercredi au café.');
    await page.getByText(/^Vous avez demandé des changements/).waitFor();
    await page.getByText('C’est mercredi.').waitFor();
    await page.getByText('Le jour est corrigé.').waitFor();
    const changes = page.getByRole('region', { name: 'Depuis la demande de changements' });
    expect(await changes.locator('del').innerText()).toContain('mardi');
    expect(await changes.locator('ins').innerText()).toContain('mercredi');
    await approve().click();
    await page.waitForURL((url) => !url.href.includes(id));

    await page.goto(`/posts/${id}`);
    const history = page.getByRole('list', { name: 'Versions envoyées' });
    await history.getByText('C’est mercredi.').waitFor();
    await history.getByText('Le jour est corrigé.').waitFor();
  });
});
