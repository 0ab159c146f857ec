import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { freePort } from '#lib/database';
import { startApi, type TestApi } from '../support/api.js';
import { buildChannel, buildMember, type TestMember } from '../support/factories.js';
import { openChromium, openWindow } from '../browser/chromium.js';
import { enterByTheDoor } from '../browser/journey.js';
import { WEB_FOLDER } from '../browser/installation.js';

describe('an installation reached by its name over plain http', () => {
  let api: TestApi;
  let browser: Browser;
  let editor: TestMember;

  beforeAll(async () => {
    const port = await freePort();
    const address = { PORT: String(port), PUBLIC_URL: `http://lineup.test:${port}` };
    [api, browser] = await Promise.all([
      startApi(address, { webFolder: WEB_FOLDER }),
      openChromium(['--host-resolver-rules=MAP lineup.test 127.0.0.1']),
    ]);
    editor = await buildMember(api, 'editor');
    await buildChannel(api, editor.organisation, 'facebook');
  });

  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  it('is signed in to, and a post is written, saved and copied there', async () => {
    const { page, complaints, close } = await openWindow(browser, api.config.PUBLIC_URL);
    await enterByTheDoor(page, editor);
    expect(await page.evaluate('window.isSecureContext')).toBe(false);
    await page.getByRole('link', { name: 'Nouveau post', exact: true }).click();
    await page.getByLabel('Texte', { exact: true }).fill('Écrit sur le réseau de la maison.');
    await page.getByText(/^Enregistré à/).waitFor();
    await page.reload();
    expect(await page.getByLabel('Texte', { exact: true }).inputValue()).toBe(
      'Écrit sur le réseau de la maison.',
    );
    expect(complaints).toEqual([]);
    await close();
  });
});
