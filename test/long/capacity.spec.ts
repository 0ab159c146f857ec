import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DateTime } from 'luxon';
import type { Browser } from 'playwright-core';
import { startApi, type TestApi } from '../support/api.js';
import { buildChannel, buildMember, buildPost, type TestMember } from '../support/factories.js';
import {
  axeViolations,
  DESKTOP,
  openChromium,
  openWindow,
  PHONE,
  sidewaysScroll,
} from '../browser/chromium.js';
import { enter } from '../browser/journey.js';
import { WEB_FOLDER } from '../browser/installation.js';

const PARIS = 'Europe/Paris';

describe('what a network will not take', () => {
  let api: TestApi;
  let browser: Browser;
  let editor: TestMember;

  beforeAll(async () => {
    [api, browser] = await Promise.all([
      startApi({ QUOTAS: 'tiktok.posts=3,instagram.posts=1' }, { webFolder: WEB_FOLDER }),
      openChromium(),
    ]);
    editor = await buildMember(api, 'editor');
    const { organisation } = editor;
    const today = DateTime.now().setZone(PARIS);
    const at = (hour: number) => ({
      localTime: today.set({ hour, minute: 0 }).toFormat("yyyy-MM-dd'T'HH:mm"),
      timeZone: PARIS,
    });
    const tiktok = await buildChannel(api, organisation, 'tiktok');
    const instagram = await buildChannel(api, organisation, 'instagram');
    const other = await buildChannel(api, organisation, 'instagram');
    for (let n = 0; n < 5; n++) {
      await buildPost(editor, { title: `Atelier ${n + 1}`, channelIds: [tiktok.id], schedule: at(22) });
    }
    for (const { id } of [instagram, other]) {
      for (const hour of [21, 23]) {
        await buildPost(editor, { title: 'Marché', channelIds: [id], schedule: at(hour) });
      }
    }
  });

  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  it.each([
    ['on a desk', DESKTOP],
    ['on a phone', PHONE],
  ])(
    'is said above the calendar before the due instant, %s, and leads to the posts it concerns',
    async (_, viewport) => {
      const { page, complaints, close } = await openWindow(browser, api.config.PUBLIC_URL, { viewport });
      await enter(page, editor, api.config.PUBLIC_URL);
      await page.goto('/');
      const note = page.getByRole('status').filter({ hasText: 'n’ont pas de place à leur heure' });
      await note.getByText(/^2 des 5 posts du .* à 22:00 n’ont pas de place à leur heure\.$/).waitFor();
      await note.getByText(/TikTok prend 3 posts par 24 heures sur «\stiktok/).waitFor();

      // By keyboard: the list of these posts, and one of them.
      const show = note.getByRole('button', { name: 'Voir ces 2 posts' });
      await show.focus();
      await page.keyboard.press('Enter');
      await note.getByRole('link', { name: 'Atelier 5' }).waitFor();
      expect(await note.getByRole('listitem').allInnerTexts()).toEqual(['Atelier 4', 'Atelier 5']);
      const more = note.getByRole('button', { name: 'et 2 autres moments trop chargés' });
      await more.press('Enter');
      expect(await note.getByText(/^Le post du .* à 23:00 n’a pas de place à son heure\.$/).count()).toBe(2);

      expect(await axeViolations(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
      await note.getByRole('link', { name: 'Atelier 5' }).press('Enter');
      await page.waitForURL(/\/posts\//);
      expect(complaints).toEqual([]);
      await close();
    },
  );
});
