import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { startApi, type TestApi } from '../support/api.js';
import {
  axeViolations,
  DESKTOP,
  openChromium,
  openWindow,
  PHONE,
  sidewaysScroll,
  type Watched,
} from './chromium.js';
import { buildGallery, type Gallery } from './gallery.js';
import { screensOf, visit } from './screens.js';
import { WEB_FOLDER } from './stage.js';

interface Way {
  way: string;
  language: 'fr' | 'en';
  options: BrowserContextOptions;
}

const PHONE_OPTIONS = { viewport: PHONE, hasTouch: true, isMobile: true };
const WAYS: Way[] = [
  { way: 'on a desk, in French', language: 'fr', options: { viewport: DESKTOP } },
  { way: 'on a phone, in French', language: 'fr', options: PHONE_OPTIONS },
  {
    way: 'on a desk at night, in English',
    language: 'en',
    options: { viewport: DESKTOP, colorScheme: 'dark' },
  },
];

describe('every screen', () => {
  let api: TestApi;
  let browser: Browser;
  let gallery: Gallery;

  beforeAll(async () => {
    [api, browser] = await Promise.all([startApi({}, { webFolder: WEB_FOLDER }), openChromium()]);
    gallery = await buildGallery(api);
  });

  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  /** A window in which the administrator is signed in already. */
  async function openAs({ language, options }: Way): Promise<Watched> {
    const window = await openWindow(browser, api.config.PUBLIC_URL, options);
    const context = window.page.context();
    await context.addInitScript(`localStorage.setItem('lineup.language', '${language}')`);
    const answer = await context.request.post('/api/auth/sign-in/email', {
      data: { email: gallery.admin.email, password: gallery.admin.password },
      headers: { origin: api.config.PUBLIC_URL },
    });
    expect(answer.status()).toBe(200);
    return window;
  }

  it.each(WAYS)(
    '$way: no violation of axe, no complaint of the browser, nothing to scroll sideways for',
    async (way) => {
      const { page, complaints, close } = await openAs(way);
      const wrong: string[] = [];
      const small = way.options.isMobile === true;
      for (const screen of screensOf(gallery)) {
        if (small && screen.desktopOnly) continue;
        // By night only the colours differ, and what opens wears those of the screen below.
        if (way.options.colorScheme === 'dark' && screen.open) continue;
        const say = (what: string): void => void wrong.push(`${screen.name}: ${what}`);
        await visit(page, screen).catch((error: unknown) =>
          say(String(error).split('\n').slice(0, 3).join(' ')),
        );
        for (const violation of await axeViolations(page)) say(violation);
        const over = await sidewaysScroll(page);
        if (over > 0) say(`${over} px wider than the window`);
        for (const complaint of complaints.splice(0)) say(complaint);
      }
      await close();
      expect(wrong.join('\n')).toBe('');
    },
    180_000,
  );

  it('lets nobody in without a name, on a screen that has nothing to complain about either', async () => {
    for (const options of [{ viewport: DESKTOP }, PHONE_OPTIONS]) {
      const { page, complaints, close } = await openWindow(browser, api.config.PUBLIC_URL, options);
      await page.goto('/members');
      await page.getByLabel('Adresse e-mail').fill('personne@test.example');
      await page.getByLabel('Mot de passe').fill('pas le bon mot de passe');
      await page.getByRole('button', { name: 'Se connecter' }).click();
      await page.getByText('ne vont pas ensemble').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
      expect(complaints).toEqual([]);
      await close();
    }
  });

  it('is reached and left by keyboard: skip link, a post from the calendar, Escape back to where one was', async () => {
    const { page, close } = await openAs(WAYS[0] as Way);
    await page.goto('/');
    const chip = page.getByRole('link', { name: /Un post programmé/ });
    await chip.waitFor();
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toBe('Aller au contenu');
    await page.keyboard.press('Enter');
    expect(await page.locator(':focus').getAttribute('id')).toBe('content');

    await chip.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Un post programmé' }).waitFor();
    expect(await page.locator(':focus').textContent()).toBe('Un post programmé');
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Un post programmé' }).waitFor({ state: 'detached' });
    expect(await page.locator(':focus').getAttribute('data-post')).toBe(gallery.posts.scheduled);
    await close();
  });
});
