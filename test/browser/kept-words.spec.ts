import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApi, type TestApi } from '../support/api.js';
import { buildChannel, buildMember, buildPost, type TestMember } from '../support/factories.js';
import type { Schemas } from '../support/http.js';
import { axeViolations, openChromium, openWindow } from './chromium.js';
import { enter } from './journey.js';
import { WEB_FOLDER } from './installation.js';

type Post = Schemas['Post'];

describe('words on a bad line', () => {
  let api: TestApi;
  let browser: Browser;
  let editor: TestMember;
  let colleague: TestMember;
  let channelId: string;

  beforeAll(async () => {
    [api, browser] = await Promise.all([startApi({}, { webFolder: WEB_FOLDER }), openChromium()]);
    editor = await buildMember(api, 'editor');
    colleague = await buildMember(api, 'editor', { organisation: editor.organisation });
    channelId = (await buildChannel(api, editor.organisation, 'facebook')).id;
  });

  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  const open = async (person = editor) => {
    const window = await openWindow(browser, api.config.PUBLIC_URL);
    await enter(window.page, person, api.config.PUBLIC_URL);
    return window;
  };
  const text = (page: Page) => page.getByLabel('Texte', { exact: true });
  const saved = (page: Page) => page.getByText(/^Enregistré à/).waitFor();
  /** The words of a save that failed, while they are there: the next attempt is half a second away, so each frame is looked at. */
  const failed = (page: Page) =>
    page.evaluate(`new Promise((seen) => {
      const look = () =>
        document.body.textContent.includes('Non enregistré.') ? seen() : requestAnimationFrame(look);
      look();
    })`);
  const draft = (words: string) => buildPost(editor, { title: words, text: words, channelIds: [channelId] });
  const get = async (id: string): Promise<Post> => (await editor.http.get<Post>(`/api/v1/posts/${id}`)).body;
  const mine = async (words: string) =>
    (await editor.http.get<{ items: Post[] }>('/api/v1/posts?limit=100')).body.items.filter((post) =>
      post.text.includes(words),
    );
  /** The server does what is asked, and its answer never arrives. */
  const loseAnswers = (page: Page, method: string, times: number) =>
    page.route(/\/api\/v1\/posts/, async (route) => {
      if (route.request().method() !== method || times-- <= 0) return route.fallback();
      await route.fetch();
      await route.abort('connectionreset');
    });

  /**
   * Nothing is written from this tab, its last moment included. Inside of it: what Playwright holds back of a tab goes on its
   * way when the tab closes, and the server would have the words.
   */
  const cutLine = async (page: Page): Promise<void> => {
    await page.addInitScript(() => {
      const { fetch } = globalThis;
      globalThis.fetch = (input, init) => {
        const { method, url } =
          input instanceof Request ? input : { method: init?.method ?? 'GET', url: String(input) };
        return method !== 'GET' && url.includes('/api/v1/posts')
          ? Promise.reject(new TypeError('Failed to fetch'))
          : fetch(input, init);
      };
    });
  };

  it('makes one draft of a first save whose answer was lost', async () => {
    const { page, close } = await open();
    await loseAnswers(page, 'POST', 1);
    await page.goto('/posts/new');
    await Promise.all([failed(page), text(page).fill('Une seule fois.')]);
    await saved(page);
    expect(await mine('Une seule fois.')).toHaveLength(1);
    await close();
  });

  it('does not take its own change for somebody else’s when the answer was lost', async () => {
    const { id } = await draft('Au départ.');
    const { page, close } = await open();
    await loseAnswers(page, 'PATCH', 1);
    await page.goto(`/posts/${id}`);
    await Promise.all([failed(page), text(page).fill('Mes mots.')]);
    await saved(page);
    expect(await page.getByText('Quelqu’un d’autre a modifié ce post').count()).toBe(0);
    expect((await get(id)).text).toBe('Mes mots.');
    await close();
  });

  it('keeps the words when a colleague changes the date after a save that failed', async () => {
    const { id } = await draft('À dater.');
    const { page, close } = await open();
    let down = true;
    await page.route(/\/api\/v1\/posts/, (route) =>
      down && route.request().method() === 'PATCH' ? route.abort() : route.fallback(),
    );
    await page.goto(`/posts/${id}`);
    await text(page).fill('Mes mots restent.');
    await page.getByText(/^Non enregistré/).waitFor();
    const schedule = { localTime: '2027-03-09T10:00', timeZone: 'Europe/Paris' };
    await colleague.http.patch(`/api/v1/posts/${id}`, { schedule });
    await page.getByText('Quelqu’un d’autre a changé entre-temps').waitFor();
    expect(await text(page).inputValue()).toBe('Mes mots restent.');
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Réessayer maintenant' }).waitFor();
    down = false;
    // The browser says so when the line is back; the store's own next try may be quicker.
    await page.evaluate(`window.dispatchEvent(new Event('online'))`);
    await saved(page);
    expect(await get(id)).toMatchObject({ text: 'Mes mots restent.', schedule });
    await close();
  });

  it('sends for approval once, over a slow line and a lost answer', async () => {
    const { id } = await draft('À envoyer.');
    const { page, close } = await open();
    await page.route(/\/api\/v1\/posts\/[^/]+(\/submit)?$/, async (route) => {
      if (route.request().method() !== 'GET') await new Promise((resolve) => setTimeout(resolve, 300));
      await route.fallback();
    });
    await loseAnswers(page, 'POST', 1);
    await page.goto(`/posts/${id}`);
    await text(page).fill('À envoyer, et corrigé au dernier moment.');
    await page.getByRole('button', { name: 'Envoyer en validation' }).click();
    await page.getByText('En validation', { exact: true }).first().waitFor();
    const post = await get(id);
    expect(post).toMatchObject({ state: 'in_review', text: 'À envoyer, et corrigé au dernier moment.' });
    expect(post.revision?.number).toBe(1);
    await close();
  });

  it('shows a refusal with its reason, and saves again once it is corrected', async () => {
    const { id } = await draft('À refuser.');
    const { page, close } = await open();
    await page.goto(`/posts/${id}`);
    await text(page).waitFor();
    await page.route(/\/api\/v1\/posts\//, (route) =>
      route.request().postData()?.includes('pas-une-adresse')
        ? route.fulfill({ status: 422, json: { code: 'invalid', detail: 'Cette adresse n’en est pas une.' } })
        : route.fallback(),
    );
    await page.getByLabel('Lien').fill('pas-une-adresse');
    await page.getByText('Cette adresse n’en est pas une.').waitFor();
    await page.getByText('Non enregistré : il y a quelque chose à corriger.').waitFor();
    expect(await page.getByText('nouvel essai dans quelques secondes').count()).toBe(0);
    await page.getByLabel('Lien').fill('https://up.example/');
    await saved(page);
    await close();
  });

  it('brings back what a closed tab left, and lets it be thrown away', async () => {
    const { id } = await draft('Avant.');
    const { page, close } = await open();
    await cutLine(page);
    await page.goto(`/posts/${id}`);
    await text(page).fill('Tapé juste avant de fermer.');
    await page.getByText(/^Non enregistré/).waitFor();
    const again = await page.context().newPage();
    await page.close();
    expect((await get(id)).text).toBe('Avant.');
    await again.goto('/');
    await again.getByText('Un texte non enregistré vous attend').waitFor();
    await again.getByRole('link', { name: 'Le reprendre' }).click();
    await again.getByText('Voici le texte que cet appareil gardait').waitFor();
    expect(await text(again).inputValue()).toBe('Tapé juste avant de fermer.');
    await saved(again);
    expect((await get(id)).text).toBe('Tapé juste avant de fermer.');
    await close();
  });

  it('keeps the words of a new post that was never saved, and makes one post of them', async () => {
    const { page, close } = await open();
    await cutLine(page);
    await page.goto('/posts/new');
    await text(page).fill('Jamais enregistré.');
    await page.getByText(/^Non enregistré/).waitFor();
    const again = await page.context().newPage();
    await page.close();
    await again.goto('/posts/new');
    await again.getByText('Voici le texte que cet appareil gardait').waitFor();
    expect(await text(again).inputValue()).toBe('Jamais enregistré.');
    await saved(again);
    expect(await mine('Jamais enregistré.')).toHaveLength(1);
    await close();
  });
});
