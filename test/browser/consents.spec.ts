import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startApi, startSandbox, type TestApi, type TestSandbox } from '../support/api.js';
import { buildEstablishment, buildMember, type TestMember } from '../support/factories.js';
import type { Schemas } from '../support/http.js';
import { axeViolations, openChromium, openWindow } from './chromium.js';
import { WEB_FOLDER } from './installation.js';
import { enter } from './journey.js';

describe('connecting accounts', () => {
  let api: TestApi;
  let sandbox: TestSandbox;
  let browser: Browser;
  let admin: TestMember;
  const villages = ['Bazoches', 'Cercy-la-Tour', 'l’Étang'];

  beforeAll(async () => {
    sandbox = await startSandbox();
    const application = {
      FACEBOOK_CLIENT_ID: 'lineup',
      FACEBOOK_CLIENT_SECRET: 'secret',
      // The stand-in is a server like any other, which a person names.
      MASTODON_API_ORIGIN: 'https://elsewhere.invalid',
      OUTBOUND_ALLOW: '127.0.0.0/8',
    };
    [api, browser] = await Promise.all([
      startApi({ ...sandbox.env, ...application }, { webFolder: WEB_FOLDER }),
      openChromium(),
    ]);
    admin = await buildMember(api, 'admin');
    for (const village of villages) {
      await buildEstablishment(api, admin.organisation, `Café de ${village}`);
      await sandbox.control.createAccount({
        platform: 'facebook',
        name: `Up ${village}`,
        handle: `up.${village.length}`,
      });
    }
  });
  afterAll(async () => {
    await browser?.close();
    await api?.close();
    await sandbox?.close();
  });

  const toConsent = async (page: Page): Promise<void> => {
    await page.goto('/channels');
    await page.getByRole('button', { name: 'Connecter un canal' }).click();
    await page.getByRole('button', { name: 'Continuer sur Facebook' }).click();
    await page.waitForURL('**/dialog/oauth?**');
  };
  const channels = async (): Promise<Schemas['Channel'][]> =>
    (await admin.http.get<Schemas['ChannelPage']>('/api/v1/channels')).body.items;

  it('signs in on the network, chooses pages, and gives each to the establishment its name speaks of', async () => {
    const { page, complaints, close } = await openWindow(browser, api.config.PUBLIC_URL);
    await enter(page, admin, api.config.PUBLIC_URL);
    await toConsent(page);
    await page.getByRole('button', { name: /Autoriser|Allow/u }).click();
    await page.getByRole('heading', { name: 'Comptes à connecter' }).waitFor();
    // No code stays in the address, and loading again loses nothing.
    expect(new URL(page.url()).search).toBe('');
    await page.getByRole('checkbox', { name: 'Choisir les 3 comptes affichés' }).check();
    await page.reload();
    for (const village of villages) {
      expect(await page.getByRole('combobox', { name: `Établissement de Up ${village}` }).inputValue()).toBe(
        `Café de ${village}`,
      );
    }
    await page.getByRole('searchbox', { name: 'Chercher un compte' }).fill('etang');
    await page.getByRole('checkbox', { name: 'Up l’Étang' }).uncheck();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Connecter 2 comptes' }).click();
    await page.getByText('2 canaux connectés').waitFor();
    const made = await channels();
    expect(made.map(({ name, establishmentName }) => [name, establishmentName]).sort()).toEqual([
      ['Up Bazoches', 'Café de Bazoches'],
      ['Up Cercy-la-Tour', 'Café de Cercy-la-Tour'],
    ]);
    expect(complaints).toEqual([]);
    await close();
  });

  it('says on coming back that the person refused, and how to start again', async () => {
    const { page, close } = await openWindow(browser, api.config.PUBLIC_URL);
    await enter(page, admin, api.config.PUBLIC_URL);
    await toConsent(page);
    await page.getByRole('button', { name: /Refuser|Refuse/u }).click();
    await page.getByText('Le consentement a été refusé', { exact: false }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Revenir aux canaux' }).click();
    await page.getByRole('heading', { name: 'Canaux' }).waitFor();
    await close();
  });

  it('tells which settings a network without application still needs, and where that is explained', async () => {
    const { page, close } = await openWindow(browser, api.config.PUBLIC_URL);
    await enter(page, admin, api.config.PUBLIC_URL);
    await page.goto('/channels');
    await page.getByRole('button', { name: 'Connecter un canal' }).click();
    await page.getByRole('combobox', { name: 'Réseau' }).click();
    await page.getByRole('option', { name: 'LinkedIn' }).click();
    await page.getByText('LINKEDIN_CLIENT_SECRET').waitFor();
    const guide = await page.getByRole('link', { name: 'Comment la créer' }).getAttribute('href');
    const shown = await page.request.get(guide ?? '');
    expect([shown.status(), shown.headers()['content-type']]).toEqual([
      200,
      expect.stringContaining('text/plain'),
    ]);
    expect(await shown.text()).toContain('LinkedIn');
    await close();
  });

  it('goes to the server that a person names, registered there by itself, and back to it to reconnect', async () => {
    await sandbox.control.createAccount({ platform: 'mastodon', name: 'Up ailleurs', handle: 'up_ailleurs' });
    const { page, close } = await openWindow(browser, api.config.PUBLIC_URL);
    await enter(page, admin, api.config.PUBLIC_URL);
    await page.goto('/channels');
    await page.getByRole('button', { name: 'Connecter un canal' }).click();
    await page.getByRole('combobox', { name: 'Réseau' }).click();
    await page.getByRole('option', { name: 'Mastodon' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByText('Le compte appartient à quelqu’un d’autre').count()).toBe(0);
    await dialog
      .getByRole('textbox', { name: /serveur/iu })
      .first()
      .fill(`${sandbox.origin}/mastodon`);
    expect(await axeViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Continuer sur Mastodon' }).click();
    await page.waitForURL(`${sandbox.origin}/mastodon/oauth/authorize?**`);
    await page.getByRole('button', { name: /Autoriser|Allow/u }).click();
    await page.getByRole('checkbox', { name: /Up ailleurs/u }).check();
    await page.getByRole('combobox', { name: 'Établissement de Up ailleurs' }).click();
    await page.getByRole('option').first().click();
    await page.getByRole('button', { name: 'Connecter 1 compte' }).click();
    await page.getByText('1 canal connecté').waitFor();
    const made = (await channels()).find(({ platform }) => platform === 'mastodon');
    expect(made?.server).toBe(`${sandbox.origin}/mastodon`);

    await page
      .getByRole('button', { name: /Up ailleurs/u })
      .last()
      .click();
    await page.getByRole('menuitem', { name: 'Reconnecter' }).click();
    expect(await dialog.getByRole('textbox', { name: /serveur/iu }).count()).toBe(0);
    await dialog.getByRole('button', { name: 'Continuer sur Mastodon' }).click();
    await page.waitForURL(`${sandbox.origin}/mastodon/oauth/authorize?**`);
    await close();
  });

  it('lets the owner of an account connect it by a link, without an account here, and once', async () => {
    const { page, close } = await openWindow(browser, api.config.PUBLIC_URL);
    await enter(page, admin, api.config.PUBLIC_URL);
    await page.goto('/channels');
    await page.getByRole('button', { name: 'Connecter un canal' }).click();
    await page.getByText('Le compte appartient à quelqu’un d’autre').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Établissement' }).last().click();
    await page.getByRole('option', { name: 'Café de l’Étang' }).click();
    await dialog.getByRole('button', { name: 'Créer le lien' }).click();
    const link = (await dialog.locator('pre').textContent()) ?? '';
    expect(await axeViolations(page)).toEqual([]);
    await close();

    const owner = await openWindow(browser, api.config.PUBLIC_URL);
    await owner.page.goto(link);
    await owner.page.getByRole('button', { name: 'Continuer sur Facebook' }).click();
    await owner.page.waitForURL('**/dialog/oauth?**');
    await owner.page.getByRole('button', { name: /Autoriser|Allow/u }).click();
    await owner.page.getByRole('radio', { name: 'Up l’Étang' }).check();
    expect(await axeViolations(owner.page)).toEqual([]);
    await owner.page.getByRole('button', { name: 'Connecter ce compte' }).click();
    await owner.page.getByRole('heading', { name: 'Up l’Étang est connecté' }).waitFor();
    const made = (await channels()).find(({ name }) => name === 'Up l’Étang');
    expect(made?.establishmentName).toBe('Café de l’Étang');

    await owner.page.goto(link);
    await owner.page.getByRole('heading', { name: /lien/iu }).waitFor();
    expect((await owner.page.request.get('/api/v1/channels')).status()).toBe(401);
    expect(owner.complaints.filter((one) => !one.includes('401') && !one.includes('404'))).toEqual([]);
    await owner.close();
  });
});
