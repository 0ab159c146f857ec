import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startApi, type TestApi } from '../support/api.js';
import { buildChannel, buildMember, buildPost, type TestMember } from '../support/factories.js';
import type { Schemas } from '../support/http.js';
import { openChromium, openWindow, PHONE } from './chromium.js';
import { enter } from './journey.js';
import { WEB_FOLDER } from './installation.js';

describe('what somebody else does meanwhile', () => {
  let api: TestApi;
  let browser: Browser;
  let editor: TestMember;
  let manager: TestMember;
  let channelId: string;

  beforeAll(async () => {
    [api, browser] = await Promise.all([startApi({}, { webFolder: WEB_FOLDER }), openChromium()]);
    editor = await buildMember(api, 'editor');
    manager = await buildMember(api, 'manager', { organisation: editor.organisation });
    channelId = (await buildChannel(api, editor.organisation, 'facebook')).id;
  });

  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  const submitted = async (text: string): Promise<string> => {
    const { id } = await buildPost(editor, { title: text, text, channelIds: [channelId] });
    await editor.http.post(`/api/v1/posts/${id}/submit`, {});
    return id;
  };

  it('stops the saving of a draft until one of the two versions is chosen, and keeps the other', async () => {
    const { id } = await buildPost(editor, { title: 'À deux', text: 'Au départ.', channelIds: [channelId] });
    const { page, close } = await openWindow(browser, api.config.PUBLIC_URL);
    // Without the live stream, as after a lost connection.
    await page.route('**/api/v1/events', (route) => route.abort());
    await enter(page, editor, api.config.PUBLIC_URL);
    await page.goto(`/posts/${id}`);
    const text = page.getByLabel('Texte', { exact: true });
    await text.waitFor();
    expect((await manager.http.patch(`/api/v1/posts/${id}`, { text: 'Sa version.' })).status).toBe(200);
    await text.fill('Ma version.');
    await page.getByText('Quelqu’un d’autre a modifié ce post').waitFor();
    await page.getByRole('button', { name: 'Reprendre la sienne' }).click();
    await page.getByText('Sa version est affichée').waitFor();
    expect(await text.inputValue()).toBe('Sa version.');

    await page.getByRole('button', { name: 'Revenir à la mienne' }).click();
    await page.getByText(/^Enregistré à/).waitFor();
    const { body } = await editor.http.get<Schemas['Post']>(`/api/v1/posts/${id}`);
    expect(body.text).toBe('Ma version.');
    await close();
  });

  it('refuses an approval of what is no longer under review, and shows what is', async () => {
    const id = await submitted('Première version.');
    const { page, close } = await openWindow(browser, api.config.PUBLIC_URL);
    await page.route('**/api/v1/events', (route) => route.abort());
    await enter(page, manager, api.config.PUBLIC_URL);
    await page.goto(`/review/${id}`);
    await page.getByText('Première version.').last().waitFor();
    await editor.http.patch(`/api/v1/posts/${id}`, { text: 'Deuxième version.' });
    await editor.http.post(`/api/v1/posts/${id}/submit`, {});
    await page.getByRole('button', { name: 'Approuver' }).click();
    await page.getByText('Ce post a changé pendant votre lecture').waitFor();
    // Nothing can be decided before the person has gone to it.
    expect(await page.getByRole('button', { name: 'Approuver' }).count()).toBe(0);
    expect(await page.getByText('Première version.').count()).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Voir la nouvelle version' }).click();
    await page.getByText('Deuxième version.').first().waitFor();
    await page.getByRole('button', { name: 'Approuver' }).click();
    await page.getByText('Approuvé', { exact: true }).waitFor();
    const { body } = await manager.http.get<Schemas['Post']>(`/api/v1/posts/${id}`);
    expect(body.state).toBe('approved');
    await close();
  });

  it('leaves the thumb free to swipe from one post under review to the next', async () => {
    await submitted('Le premier de la pile.');
    await submitted('Le second de la pile.');
    const { page, close } = await openWindow(browser, api.config.PUBLIC_URL, {
      viewport: PHONE,
      hasTouch: true,
      isMobile: true,
    });
    await enter(page, manager, api.config.PUBLIC_URL);
    await page.goto('/review');
    const card = page.getByRole('article');
    await page.waitForURL(/\/review\/.+/);
    await card.waitFor();
    const here = page.url();
    const before = await card.textContent();
    const device = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number) =>
      device.send('Input.dispatchTouchEvent', { type, touchPoints: x === undefined ? [] : [{ x, y: 400 }] });
    await touch('touchStart', 320);
    for (const x of [260, 200, 140, 80]) await touch('touchMove', x);
    await touch('touchEnd');
    await page.waitForURL((url) => url.href !== here);
    await card.filter({ hasNotText: before ?? '' }).waitFor();
    await close();
  });
});
