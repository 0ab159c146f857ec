import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { resolve } from 'node:path';
import sharp from 'sharp';
import { capabilitiesOf, type OptionRule, type Platform, PLATFORMS } from '#lib/platforms';
import { settingOf } from '#lib/kernel';
import { openChromium, openWindow, type Watched } from '../browser/chromium.js';
import { type BrowserInstallation, openInstallation } from '../browser/installation.js';
import { choose, enter } from '../browser/journey.js';
import { buildMember, type TestMember } from '../support/factories.js';
import { accessOf, takesVideosAlone } from '../support/platforms.js';

const BASELINE = 'Up café, parlons solutions';
const TITLE = 'Se loger quand on a vingt ans';
const nameOf = (platform: Platform): string => `Compte de ${platform}`;
/** Its own words on each, short enough for all. */
const textOf = (platform: Platform): string =>
  `Mardi à 19 h, au Café Monde et Médias : qui aide à se loger ? L’entrée est libre (${platform}).`;

/** Each network has an application of ours; the sandbox is on this machine. */
const SETTINGS = {
  ...Object.fromEntries(
    PLATFORMS.flatMap((platform) => [
      [settingOf(platform, 'CLIENT_ID'), 'lineup'],
      [settingOf(platform, 'CLIENT_SECRET'), 'secret'],
    ]),
  ),
  OUTBOUND_ALLOW: '127.0.0.0/8',
};

describe('an account of every network', () => {
  let installation: BrowserInstallation;
  let browser: Browser;
  let window: Watched;
  let page: Page;
  let admin: TestMember;

  beforeAll(async () => {
    [installation, browser] = await Promise.all([openInstallation(SETTINGS), openChromium()]);
    const { api, sandbox } = installation;
    sandbox.control.shortenDelays(300);
    admin = await buildMember(api, 'admin');
    const format = await admin.http.post('/api/v1/brand/formats', {
      key: 'up-cafe',
      name: 'Up café',
      mark: 'UC',
      tint: '#E9C46A',
      baseline: BASELINE,
      validFrom: '2020-01-01',
    });
    expect(format.status).toBe(201);
    window = await openWindow(browser, api.config.PUBLIC_URL);
    page = window.page;
    await enter(page, admin, api.config.PUBLIC_URL);
  });
  afterAll(async () => {
    await browser?.close();
    await installation?.close();
  });

  const account = (platform: Platform) =>
    installation.sandbox.control.createAccount({
      platform,
      name: nameOf(platform),
      handle: `compte.${platform}.example`,
    });

  it.each(PLATFORMS)('is connected as a volunteer would: %s', async (platform) => {
    const made = account(platform);
    await page.goto('/channels');
    await page.getByRole('button', { name: 'Connecter un canal' }).click();
    const dialog = page.getByRole('dialog');
    if (platform !== PLATFORMS[0]) {
      await choose(page, 'Réseau', capabilitiesOf(platform).name);
    }
    const server = dialog.getByLabel('Adresse du serveur ou du site', { exact: false });
    const consent = dialog.getByRole('button', { name: /^Continuer sur/ });
    const paste = dialog.getByLabel(/^(Jeton d’accès|Mot de passe d’application)/);
    await consent.or(paste).first().waitFor();
    if ((await server.count()) > 0) {
      // The sandbox is the one site of those that have sites.
      await server.first().fill(`${installation.sandbox.origin}/${platform}`);
    }
    if (await consent.isVisible()) {
      await consent.click();
      await page.getByRole('button', { name: /Autoriser|Allow/u }).click();
      await page.getByRole('checkbox', { name: nameOf(platform) }).check();
      await page.getByRole('button', { name: 'Connecter 1 compte' }).click();
    } else {
      const access = accessOf(platform, made);
      if ('login' in access) {
        await dialog.getByLabel('Identifiant', { exact: true }).fill(String(access.login));
      }
      await paste.fill(access.accessToken);
      await dialog.getByRole('button', { name: 'Connecter un canal' }).click();
    }
    await page.getByText(/1 canal connecté|Canal connecté/).waitFor();
    const { items } = (
      await admin.http.get<{ items: { platform: string; name: string; state: string }[] }>('/api/v1/channels')
    ).body;
    expect(items.filter((one) => one.platform === platform)).toMatchObject([
      { name: nameOf(platform), state: 'connected' },
    ]);
  });

  it('takes one post, in words and media of its own, and shows it to the letter', async () => {
    await page.goto('/posts/new');
    await page.getByRole('button', { name: 'Choisir les canaux' }).click();
    for (const platform of PLATFORMS) await page.getByLabel(new RegExp(nameOf(platform))).check();
    await page.keyboard.press('Escape');
    await page.getByText('Planification et classement').click();
    await page.getByLabel('Titre interne', { exact: true }).fill(TITLE);
    await page.getByLabel('Texte', { exact: true }).fill(TITLE);
    await choose(page, 'Format', 'Up café');
    await page
      .getByRole('region', { name: 'Médias' })
      .locator('input[type=file]')
      .setInputFiles({ name: 'affiche.jpg', mimeType: 'image/jpeg', buffer: await poster() });
    await page.getByLabel(/Texte alternatif de affiche/).fill('Affiche de la rencontre de mardi');
    for (const platform of PLATFORMS) await adapt(page, platform);
    const feed = await publishAndRead();
    expect(Object.keys(feed).sort()).toEqual([...PLATFORMS].sort());
    for (const platform of PLATFORMS) {
      const { text, media } = feed[platform] ?? { text: '', media: [] };
      expect([platform, plain(text)]).toEqual([platform, `${textOf(platform)}\n\n${BASELINE}`]);
      const kind = takesVideosAlone(platform) ? 'video' : 'image';
      expect([platform, media.map((medium) => medium.kind)]).toEqual([platform, [kind]]);
    }
    expect(window.complaints).toEqual([]);
  }, 180_000);

  async function publishAndRead() {
    await page.getByRole('button', { name: 'Envoyer en validation' }).click();
    await page.getByText('En validation', { exact: true }).first().waitFor();
    const address = page.url();
    await page.goto('/review');
    await page.getByRole('button', { name: 'Approuver' }).click();
    await page.getByRole('heading', { name: 'Tout est relu' }).waitFor();
    await page.goto(address);
    await page.getByRole('button', { name: 'Autres actions' }).click();
    await page.getByRole('menuitem', { name: 'Publier maintenant' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publier maintenant' }).click();
    for (const platform of PLATFORMS) {
      await page
        .getByRole('article')
        .filter({ hasText: nameOf(platform) })
        .filter({ hasText: /Publié / })
        .waitFor({ timeout: 90_000 });
    }
    const { items } = installation.sandbox.control.feed();
    expect(items).toHaveLength(PLATFORMS.length);
    return Object.fromEntries(items.map((item) => [item.platform, item]));
  }
});

const poster = (): Promise<Buffer> =>
  sharp({ create: { width: 1080, height: 1080, channels: 3, background: '#264653' } })
    .jpeg()
    .toBuffer();

/** What a reader of an article reads, without its marks. */
const plain = (text: string): string =>
  text
    .replace(/<\/p>\s*<p>/gu, '\n\n')
    .replace(/<[^>]+>/gu, '')
    .trim();

/** Its own text, a film where it shows nothing else, and the options that it cannot do without. */
async function adapt(page: Page, platform: Platform): Promise<void> {
  await page.getByRole('tab', { name: new RegExp(nameOf(platform)) }).click();
  await page.getByRole('button', { name: 'Adapter le texte pour ce canal' }).click();
  await page.getByLabel(`Texte pour ${nameOf(platform)}`).fill(textOf(platform));
  if (takesVideosAlone(platform)) {
    await page.getByRole('button', { name: 'Choisir d’autres médias pour ce canal' }).click();
    await page
      .getByRole('region', { name: /^Médias pour/ })
      .locator('input[type=file]')
      .setInputFiles(resolve('test/support/media/clip.mp4'));
    await page.getByLabel(/Texte alternatif de clip/).waitFor();
  }
  for (const rule of capabilitiesOf(platform).options.filter(mustBeChosen)) {
    await page
      .getByRole('group', { name: /^Réglages/ })
      .getByText(LABELS[rule.key] ?? rule.key)
      .first()
      .click();
    await page.getByRole('option').first().click();
  }
}

const LABELS: Record<string, string> = {
  privacyLevel: 'Qui peut voir la vidéo',
  madeForKids: 'Vidéo destinée aux enfants',
  board: 'Tableau',
};
const mustBeChosen = (rule: OptionRule): boolean =>
  (rule.kind === 'enum' && rule.required && rule.default === null) ||
  (rule.kind === 'listed' && rule.required);
