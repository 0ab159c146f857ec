import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { resolve } from 'node:path';
import sharp from 'sharp';
import { buildChannel, buildMember, type TestMember } from '../support/factories.js';
import { openChromium, openWindow, type Watched } from './chromium.js';
import { choose, enterByTheDoor, leave } from './journey.js';
import { openInstallation, type BrowserInstallation } from './installation.js';

const BASELINE = 'Up café, parlons solutions';
const TEXT = [
  'Se loger quand on a vingt ans : qui aide, et comment ?',
  '',
  'Mardi à 19 h, au Café Monde et Médias, trois jeunes entrepreneurs racontent. L’entrée est libre.',
].join('\n');
const PLATFORMS = ['facebook', 'instagram', 'linkedin', 'tiktok'] as const;

describe('the main job, in French, from sign-in to the four feeds', () => {
  let installation: BrowserInstallation;
  let browser: Browser;
  let window: Watched;
  let page: Page;
  let editor: TestMember;
  let manager: TestMember;
  let names: Record<(typeof PLATFORMS)[number], string>;

  beforeAll(async () => {
    [installation, browser] = await Promise.all([openInstallation(), openChromium()]);
    const { api, sandbox } = installation;
    const admin = await buildMember(api, 'admin');
    const { organisation } = admin;
    [editor, manager] = [
      await buildMember(api, 'editor', { organisation }),
      await buildMember(api, 'manager', { organisation }),
    ];
    const format = await admin.http.post('/api/v1/brand/formats', {
      key: 'up-cafe',
      name: 'Up café',
      mark: 'UC',
      tint: '#E9C46A',
      baseline: BASELINE,
      validFrom: '2020-01-01',
    });
    expect(format.status).toBe(201);
    const channels = await Promise.all(
      PLATFORMS.map((platform) => buildChannel(api, organisation, platform, { sandbox })),
    );
    const [facebook] = channels;
    // One network shows it in the first comment, as its establishment prefers.
    const placed = await admin.http.patch(`/api/v1/channels/${facebook?.id}`, {
      baselinePlacement: 'first_comment',
    });
    expect(placed.status).toBe(200);
    const { items } = (
      await admin.http.get<{ items: { platform: string; name: string }[] }>('/api/v1/channels')
    ).body;
    names = Object.fromEntries(items.map(({ platform, name }) => [platform, name])) as typeof names;
    window = await openWindow(browser, api.config.PUBLIC_URL);
    page = window.page;
  });

  afterAll(async () => {
    await browser?.close();
    await installation?.close();
  });

  it('is written once by an editor, adapted where a network asks for it, and sent for approval', async () => {
    await enterByTheDoor(page, editor);
    await page.getByRole('link', { name: 'Nouveau post', exact: true }).click();
    await page.getByRole('button', { name: 'Choisir les canaux' }).click();
    for (const platform of PLATFORMS) await page.getByLabel(new RegExp(names[platform])).check();
    await page.keyboard.press('Escape');
    await page.getByLabel('Texte', { exact: true }).fill(TEXT);
    await choose(page, 'Format', 'Up café');

    const poster = await sharp({ create: { width: 1080, height: 1080, channels: 3, background: '#264653' } })
      .jpeg()
      .toBuffer();
    await page
      .getByRole('region', { name: 'Médias' })
      .locator('input[type=file]')
      .setInputFiles({ name: 'affiche.jpg', mimeType: 'image/jpeg', buffer: poster });
    await page.getByLabel(/Texte alternatif de affiche/).fill('Affiche de la rencontre de mardi');

    // TikTok takes a video, and asks who may see it.
    await page.getByRole('tab', { name: new RegExp(names.tiktok) }).click();
    await page.getByRole('button', { name: 'Choisir d’autres médias pour ce canal' }).click();
    await page
      .getByRole('region', { name: /^Médias pour/ })
      .locator('input[type=file]')
      .setInputFiles(resolve('test/support/media/clip.mp4'));
    await page.getByLabel(/Texte alternatif de clip/).waitFor();
    await choose(page, 'Qui peut voir la vidéo', 'Tout le monde');

    await page.getByRole('button', { name: 'Ajouter un mot' }).click();
    await page.getByLabel('Mot pour la personne qui valide').fill('Le lieu est confirmé.');
    await page.getByRole('button', { name: 'Envoyer en validation' }).click();
    await page.getByText('En validation', { exact: true }).first().waitFor();
    await leave(page);
  }, 60_000);

  it('is read, approved and sent off by a manager, and appears on the four networks to the letter', async () => {
    await enterByTheDoor(page, manager);
    await page.getByRole('link', { name: /^Validation/ }).click();
    await page.getByText('Le lieu est confirmé.').waitFor();
    const open = await page.getByRole('link', { name: 'Ouvrir le post' }).getAttribute('href');
    await page.getByRole('button', { name: 'Approuver' }).click();
    await page.getByRole('heading', { name: 'Tout est relu' }).waitFor();

    await page.goto(open ?? '');
    await page.getByRole('button', { name: 'Autres actions' }).click();
    await page.getByRole('menuitem', { name: 'Publier maintenant' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publier maintenant' }).click();
    // The lines change by themselves, as the worker reports.
    for (const platform of PLATFORMS) {
      await page
        .getByRole('article')
        .filter({ hasText: names[platform] })
        .filter({ hasText: /Publié / })
        .waitFor({ timeout: 30_000 });
    }
    await page.getByText('premier commentaire publié').waitFor();

    const feed = Object.fromEntries(
      installation.sandbox.control.feed().items.map((item) => [item.platform, item]),
    );
    const signed = `${TEXT}\n\n${BASELINE}`;
    expect(installation.sandbox.control.feed().items).toHaveLength(4);
    expect(feed.facebook?.text).toBe(TEXT);
    expect(feed.facebook?.comments.map(({ text }) => text)).toEqual([BASELINE]);
    for (const platform of ['instagram', 'linkedin', 'tiktok']) expect(feed[platform]?.text).toBe(signed);
    expect(feed.tiktok?.media.map(({ kind }) => kind)).toEqual(['video']);
    for (const platform of ['facebook', 'instagram', 'linkedin']) {
      expect(feed[platform]?.media.map(({ kind }) => kind)).toEqual(['image']);
    }
    expect(feed.linkedin?.media[0]?.altText).toBe('Affiche de la rencontre de mardi');
    expect(window.complaints).toEqual([]);
  }, 60_000);
});
