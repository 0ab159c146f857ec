import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startApi, type TestApi } from '../support/api.js';
import { buildChannel, buildMember, buildPost, type TestMember } from '../support/factories.js';
import type { Schemas } from '../support/http.js';
import { axeViolations, openChromium, openWindow, PHONE, sidewaysScroll } from '../browser/chromium.js';
import { enter } from '../browser/journey.js';
import { WEB_FOLDER } from '../browser/installation.js';

const ON_PHONE: BrowserContextOptions = { viewport: PHONE, hasTouch: true, isMobile: true };

describe('posts without a date', () => {
  let api: TestApi;
  let browser: Browser;
  let editor: TestMember;
  let viewer: TestMember;
  let channelId: string;

  beforeAll(async () => {
    [api, browser] = await Promise.all([startApi({}, { webFolder: WEB_FOLDER }), openChromium()]);
    editor = await buildMember(api, 'editor');
    viewer = await buildMember(api, 'viewer', { organisation: editor.organisation });
    channelId = (await buildChannel(api, editor.organisation, 'facebook')).id;
  });

  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  const undated = (title: string): Promise<Schemas['Post']> =>
    buildPost(editor, { title, text: title, channelIds: [channelId] });
  const scheduleOf = async (id: string) =>
    (await editor.http.get<Schemas['Post']>(`/api/v1/posts/${id}`)).body.schedule;
  const open = async (person: TestMember, path: string, options?: BrowserContextOptions) => {
    const watched = await openWindow(browser, api.config.PUBLIC_URL, options);
    await enter(watched.page, person, api.config.PUBLIC_URL);
    await watched.page.goto(path);
    return watched;
  };
  const tray = (page: Page) => page.getByRole('complementary', { name: 'Sans date' });

  it('wait in a tray with their number, live, and are dragged to a day or given one by keyboard', async () => {
    const dragged = await undated('À glisser');
    const typed = await undated('Au clavier');
    const { page, close, complaints } = await open(editor, '/?day=2031-05-05');
    await tray(page).getByRole('button', { name: 'Sans date · 2' }).waitFor();
    await undated('Arrivé entre-temps');
    await tray(page).getByRole('button', { name: 'Sans date · 3' }).waitFor();

    await tray(page)
      .getByRole('link', { name: /À glisser/ })
      .dragTo(page.locator('[data-day="2031-05-15"]'));
    await page.getByRole('dialog').getByRole('button', { name: 'Donner une date' }).click();
    await page
      .locator('[data-day="2031-05-15"]')
      .getByRole('link', { name: /À glisser/ })
      .waitFor();
    expect(await scheduleOf(dragged.id)).toMatchObject({ localTime: '2031-05-15T09:00' });
    await tray(page).getByRole('button', { name: 'Sans date · 2' }).waitFor();

    await tray(page)
      .getByRole('link', { name: /Au clavier/ })
      .press('m');
    const dialog = page.getByRole('dialog');
    expect(await axeViolations(page)).toEqual([]);
    await dialog.getByLabel('Jour', { exact: true }).fill('20/05/2031');
    await dialog.getByLabel('Heure', { exact: true }).fill('14:30');
    await page.keyboard.press('Enter');
    await page
      .locator('[data-day="2031-05-20"]')
      .getByRole('link', { name: /Au clavier/ })
      .waitFor();
    expect(await scheduleOf(typed.id)).toMatchObject({ localTime: '2031-05-20T14:30' });
    expect(complaints).toEqual([]);
    await close();
  }, 60_000);

  it('are read, and nothing more, by who may only read', async () => {
    await undated('À regarder seulement');
    const { page, close } = await open(viewer, '/');
    const link = tray(page).getByRole('link', { name: /À regarder seulement/ });
    await link.waitFor();
    expect(await link.getAttribute('draggable')).toBe('false');
    expect(await page.getByRole('button', { name: /Donner une date/ }).count()).toBe(0);
    await link.press('m');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.getByRole('link', { name: /Nouveau post/ }).count()).toBe(0);
    await close();
  }, 60_000);

  it('are found among all posts, by words and by having no date, and Back gives the list back', async () => {
    await undated('Introuvable ailleurs');
    await buildPost(editor, {
      title: 'Introuvable mais daté',
      channelIds: [channelId],
      schedule: { localTime: '2031-06-15T09:00', timeZone: 'Europe/Paris' },
    });
    const { page, close } = await open(editor, '/posts');
    const rows = page.getByRole('list', { name: 'Liste des posts' }).getByRole('listitem');
    await page.getByLabel('Chercher').fill('introuvable');
    await page.waitForURL(/q=introuvable/);
    await rows.filter({ hasText: 'mais daté' }).waitFor();
    await page.getByLabel('Seulement sans date').check();
    await rows.filter({ hasText: 'mais daté' }).waitFor({ state: 'detached' });
    expect(await rows.count()).toBe(1);
    await rows.getByRole('link').click();
    await page.waitForURL(/\/posts\/.+/);
    await page.goBack();
    await page.waitForURL(/\/posts\?q=introuvable&undated=1$/);
    await page.goBack();
    await rows.filter({ hasText: 'mais daté' }).waitFor();
    await close();
  }, 60_000);

  it('get the day whose empty room was clicked, and a chip in it stays a chip', async () => {
    const { id } = await buildPost(editor, {
      title: 'Déjà là',
      channelIds: [channelId],
      schedule: { localTime: '2031-05-22T09:00', timeZone: 'Europe/Paris' },
    });
    const { page, close } = await open(editor, '/?day=2031-05-05');
    const day = page.locator('[data-day="2031-05-22"]');
    await day.getByRole('link', { name: /Déjà là/ }).click();
    await page.waitForURL(new RegExp(id));
    await page.goBack();
    const { height = 0 } = (await day.boundingBox()) ?? {};
    await day.click({ position: { x: 40, y: height - 8 } });
    await page
      .getByText(/jeudi 22 mai 2031 à 09:00/)
      .first()
      .waitFor();
    await close();
  }, 60_000);

  it('get the tapped day on a phone, whose tray is a line with the count', async () => {
    await undated('Sur le téléphone');
    const { page, close } = await open(editor, '/?day=2031-05-05', ON_PHONE);
    await page.getByRole('button', { name: /^Sans date · \d+$/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('link', { name: /Sur le téléphone/ })
      .waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /21 mai 2031/ }).click();
    await page.getByRole('link', { name: 'Nouveau post' }).click();
    await page
      .getByText(/mercredi 21 mai 2031 à 09:00/)
      .first()
      .waitFor();
    await close();
  }, 60_000);
});

describe('Back', () => {
  let api: TestApi;
  let browser: Browser;

  beforeAll(async () => {
    [api, browser] = await Promise.all([startApi({}, { webFolder: WEB_FOLDER }), openChromium()]);
  });

  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  it('goes through the months and views that were looked at', async () => {
    const { page, close } = await openWindow(browser, api.config.PUBLIC_URL);
    await enter(page, await buildMember(api, 'editor'), api.config.PUBLIC_URL);
    await page.goto('/?day=2031-05-05');
    const month = (name: RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
    await month(/mai 2031/i);
    await page.getByRole('button', { name: 'Mois suivant' }).click();
    await month(/juin 2031/i);
    await page.getByText('Liste', { exact: true }).click();
    await page.waitForURL(/view=list/);
    await page.goBack();
    await page.waitForURL((url) => !url.search.includes('view=list'));
    await month(/juin 2031/i);
    await page.goBack();
    await month(/mai 2031/i);
    await close();
  }, 60_000);
});
