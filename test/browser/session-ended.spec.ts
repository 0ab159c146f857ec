import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApi, type TestApi } from '../support/api.js';
import { buildChannel, buildMember, buildPost, type TestMember } from '../support/factories.js';
import type { Schemas } from '../support/http.js';
import { axeViolations, openChromium, openWindow, PHONE } from './chromium.js';
import { enter, enterByTheDoor } from './journey.js';
import { WEB_FOLDER } from './installation.js';

describe('a session that ends while somebody writes', () => {
  let api: TestApi;
  let browser: Browser;
  let editor: TestMember;
  let other: TestMember;
  let channelId: string;

  beforeAll(async () => {
    [api, browser] = await Promise.all([startApi({}, { webFolder: WEB_FOLDER }), openChromium()]);
    editor = await buildMember(api, 'editor');
    other = await buildMember(api, 'editor', { organisation: editor.organisation });
    channelId = (await buildChannel(api, editor.organisation, 'facebook')).id;
  });

  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  const endSessions = (page: Page): Promise<void> => page.context().clearCookies();
  const text = (page: Page) => page.getByLabel('Texte', { exact: true });
  const dialog = (page: Page) => page.getByRole('dialog', { name: 'Votre session a pris fin' });
  const signInAs = async (page: Page, { email, password }: TestMember): Promise<void> => {
    await dialog(page).getByLabel('Adresse e-mail').fill(email);
    await dialog(page).getByLabel('Mot de passe').fill(password);
    await dialog(page).getByRole('button', { name: 'Se connecter' }).click();
  };
  const write = async (words: string) => {
    const { id } = await buildPost(editor, { title: words, text: words, channelIds: [channelId] });
    const window = await openWindow(browser, api.config.PUBLIC_URL);
    await enter(window.page, editor, api.config.PUBLIC_URL);
    await window.page.goto(`/posts/${id}`);
    await text(window.page).waitFor();
    return { ...window, id };
  };
  const get = async (id: string) => (await editor.http.get<Schemas['Post']>(`/api/v1/posts/${id}`)).body;

  it('asks over the page, and the same person goes on where they were', async () => {
    const { page, complaints, close, id } = await write('Avant la fin.');
    await endSessions(page);
    await text(page).fill('Avant la fin, et après.');
    await dialog(page).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.locator(':focus').getAttribute('name')).toBe('password');
    await page.keyboard.press('Escape');
    expect(await dialog(page).count()).toBe(1);
    await signInAs(page, editor);
    await dialog(page).waitFor({ state: 'detached' });
    await page.getByText(/^Enregistré à/).waitFor();
    expect(await text(page).inputValue()).toBe('Avant la fin, et après.');
    expect((await get(id)).text).toBe('Avant la fin, et après.');
    expect(complaints).toEqual([]);
    await close();
  });

  it('gives another person their own screen, and keeps the words for the one who wrote them', async () => {
    const { page, close, id } = await write('À Camille.');
    await endSessions(page);
    await text(page).fill('À Camille seule.');
    await dialog(page).waitFor();
    await signInAs(page, other);
    await page.waitForURL((url) => url.pathname === '/');
    await page.getByRole('button', { name: /^Compte de/ }).waitFor();
    expect(await page.getByText('À Camille seule.').count()).toBe(0);
    expect(await page.getByText('Un texte non enregistré vous attend').count()).toBe(0);
    expect((await get(id)).text).toBe('À Camille.');
    await page.goto(`/posts/${id}`);
    await text(page).waitFor();
    expect(await text(page).inputValue()).toBe('À Camille.');

    await endSessions(page);
    await enterByTheDoor(page, editor);
    await page.goto(`/posts/${id}`);
    await page.getByText('Voici le texte que cet appareil gardait').waitFor();
    expect(await text(page).inputValue()).toBe('À Camille seule.');
    await close();
  }, 60_000);

  it('waits with a click as well: what was asked for is done after signing in', async () => {
    const { id } = await buildPost(editor, { title: 'À supprimer', text: 'x', channelIds: [channelId] });
    const { page, close } = await openWindow(browser, api.config.PUBLIC_URL, { viewport: PHONE });
    await enter(page, editor, api.config.PUBLIC_URL);
    await page.goto('/library');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await endSessions(page);
    await page.getByRole('link', { name: 'Calendrier' }).click();
    await dialog(page).waitFor();
    await signInAs(page, editor);
    await dialog(page).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Nouveau post', exact: true }).waitFor();
    expect((await get(id)).id).toBe(id);
    await close();
  });

  it('is noticed by an open page that asks for nothing, when the live stream ends', async () => {
    const { page, close } = await openWindow(browser, api.config.PUBLIC_URL);
    await enter(page, other, api.config.PUBLIC_URL);
    await page.goto('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await endSessions(page);
    // As the server does when it ends the streams of a session.
    await page.route('**/api/v1/events', (route) => route.fulfill({ status: 401, json: {} }));
    await page.context().setOffline(true);
    await page.context().setOffline(false);
    (api.app.getHttpServer() as { closeAllConnections(): void }).closeAllConnections();
    await dialog(page).waitFor();
    await close();
  });
});

describe('a screen that breaks', () => {
  let api: TestApi;
  let browser: Browser;
  let editor: TestMember;

  beforeAll(async () => {
    [api, browser] = await Promise.all([startApi({}, { webFolder: WEB_FOLDER }), openChromium()]);
    editor = await buildMember(api, 'editor');
  });

  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  it('says so in its place, with the rest usable, and is there again after another try', async () => {
    const { page, close } = await openWindow(browser, api.config.PUBLIC_URL);
    await enter(page, editor, api.config.PUBLIC_URL);
    await page.goto('/');
    let broken = true;
    // An answer that no screen can draw.
    await page.route('**/api/v1/media?*', (route) =>
      broken ? route.fulfill({ json: { items: [null], nextCursor: null } }) : route.fallback(),
    );
    await page.getByRole('link', { name: 'Médias' }).click();
    await page.getByRole('heading', { name: 'Cet écran n’a pas pu s’afficher' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.getByRole('navigation', { name: 'Navigation principale' }).count()).toBe(1);
    await page.getByRole('link', { name: 'Canaux' }).click();
    await page.getByRole('heading', { name: 'Canaux' }).waitFor();
    broken = false;
    await page.reload();
    await page.getByRole('link', { name: 'Médias' }).click();
    await page.getByRole('heading', { level: 1, name: 'Médias' }).waitFor();
    await close();
  });

  it('says that a new version is there when a part of the old one is gone', async () => {
    const { page, close } = await openWindow(browser, api.config.PUBLIC_URL);
    await enter(page, editor, api.config.PUBLIC_URL);
    await page.goto('/');
    await page.route('**/assets/*channels-screen*', (route) => route.fulfill({ status: 404 }));
    await page.getByRole('link', { name: 'Canaux' }).click();
    await page.getByRole('heading', { name: 'Une nouvelle version est en ligne' }).waitFor();
    await page.unroute('**/assets/*channels-screen*');
    await page.getByRole('button', { name: 'Recharger la page' }).click();
    await page.getByRole('heading', { name: 'Canaux' }).waitFor();
    await close();
  });
});
