import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { Database } from '#lib/database';
import { startApi, type TestApi } from '../support/api.js';
import { buildMember, type TestMember } from '../support/factories.js';
import type { Schemas } from '../support/http.js';
import { codeOf } from '../support/totp.js';
import {
  axeViolations,
  DESKTOP,
  openChromium,
  openWindow,
  PHONE,
  sidewaysScroll,
  type Watched,
} from '../browser/chromium.js';
import { WEB_FOLDER } from '../browser/installation.js';

/** Two people at a time, each in a browser, on a busy machine, ms. */
const PATIENCE_MS = 120_000;

let api: TestApi;
let browser: Browser;
let admin: TestMember;
const windows: Watched[] = [];

beforeAll(async () => {
  [api, browser] = await Promise.all([startApi({}, { webFolder: WEB_FOLDER }), openChromium()]);
  admin = await buildMember(api, 'admin');
});
afterEach(async () => {
  for (const { page } of windows.splice(0)) await page.context().close();
});
afterAll(async () => {
  await browser?.close();
  await api?.close();
});

async function open(viewport = PHONE): Promise<Page> {
  const window = await openWindow(browser, api.config.PUBLIC_URL, { viewport, locale: 'fr-FR' });
  windows.push(window);
  return window.page;
}

async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Adresse e-mail').fill(email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
}

const usable = async (page: Page): Promise<void> => {
  expect(await sidewaysScroll(page)).toBe(0);
  expect(await axeViolations(page)).toEqual([]);
};

describe('somebody who is invited', () => {
  it(
    'opens the link on a phone, says their name, chooses a password and is in',
    async () => {
      const { body } = await admin.http.post<Schemas['SentInvitation']>('/api/v1/members', {
        email: 'zoe@test.example',
        role: 'editor',
        establishmentId: admin.organisation.rootId,
      });
      const page = await open();
      await page.goto(new URL(body.link ?? '').pathname);
      await page.getByLabel('Votre nom').fill('Zoé Ménard');
      await usable(page);
      await page.getByLabel('Choisissez un mot de passe').fill('leavemealone');
      await page.getByRole('button', { name: 'Rejoindre' }).click();
      await page.getByText('parmi ceux que tout le monde essaie').waitFor();
      await page.getByLabel('Choisissez un mot de passe').fill('quatre mots sans rapport');
      await page.getByRole('button', { name: 'Rejoindre' }).click();
      await page.waitForURL((url) => url.pathname === '/');
      const again = await open();
      await again.goto(new URL(body.link ?? '').pathname);
      await again.getByRole('heading', { name: 'Ce lien n’est plus valable' }).waitFor();
      await usable(again);
    },
    PATIENCE_MS,
  );

  it(
    'who has an account signs in first, and comes back to the invitation',
    async () => {
      const person = await buildMember(api, 'viewer');
      const { body } = await admin.http.post<Schemas['SentInvitation']>('/api/v1/members', {
        email: person.email,
        role: 'editor',
        establishmentId: admin.organisation.rootId,
      });
      const page = await open();
      await page.goto(new URL(body.link ?? '').pathname);
      await page.getByText('J’ai déjà un compte').click();
      await page.getByRole('link', { name: 'Aller à la connexion' }).click();
      await page.getByLabel('Adresse e-mail').fill(person.email);
      await page.getByLabel('Mot de passe', { exact: true }).fill(person.password);
      await page.getByRole('button', { name: 'Se connecter' }).click();
      await page.getByText(`Vous êtes connecté comme ${person.email}`).waitFor();
      await page.getByRole('button', { name: 'Rejoindre' }).click();
      await page.waitForURL((url) => url.pathname === '/');
      const { organisations } = (await person.http.get<Schemas['Me']>('/api/v1/me')).body;
      expect(organisations).toHaveLength(2);
    },
    PATIENCE_MS,
  );
});

it(
  'an administrator invites, and hands over a link to a new password, without a mail server',
  async () => {
    const person = await buildMember(api, 'editor', { organisation: admin.organisation });
    const page = await open(DESKTOP);
    await signIn(page, admin);
    await page.waitForURL((url) => url.pathname === '/');
    await page.goto('/members');
    await page.getByRole('button', { name: 'Inviter une personne' }).click();
    await page.getByLabel('Adresse e-mail').fill('lea@test.example');
    await page.getByRole('dialog').getByRole('button', { name: 'Inviter une personne' }).click();
    await page.getByText(/\/invitation\/[\w-]{43}/).waitFor();
    await usable(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Fermer' }).last().click();
    await page.getByText('Invitations en attente').waitFor();

    const { name } = (await person.http.get<Schemas['Me']>('/api/v1/me')).body.user;
    await page.getByRole('button', { name: `Actions pour ${name}` }).click();
    await page.getByRole('menuitem', { name: 'Lien pour un nouveau mot de passe' }).click();
    const link = await page.getByText(/\/reset\/[\w-]{43}/).textContent();
    const phone = await open();
    await phone.goto(new URL(link ?? '').pathname);
    await phone.getByLabel('Nouveau mot de passe').fill('quatre mots bien choisis');
    await usable(phone);
    await phone.getByRole('button', { name: 'Changer le mot de passe' }).click();
    await phone.getByRole('link', { name: 'Aller à la connexion' }).click();
    await signIn(phone, { email: person.email, password: 'quatre mots bien choisis' });
    await phone.waitForURL((url) => url.pathname === '/');
  },
  PATIENCE_MS,
);

it(
  'a first password is changed before anything else',
  async () => {
    const person = await buildMember(api, 'editor');
    await api.app
      .get(Database, { strict: false })
      .query(`UPDATE auth."user" SET "mustChangePassword" = true WHERE id = $1`, [person.userId]);
    const page = await open();
    await signIn(page, person);
    await page.getByRole('heading', { name: 'Choisissez votre mot de passe' }).waitFor();
    await page.goto('/library');
    await page.getByRole('heading', { name: 'Choisissez votre mot de passe' }).waitFor();
    await page.getByLabel('Mot de passe actuel').fill(person.password);
    await page.getByLabel('Nouveau mot de passe').fill('un mot de passe à moi');
    await usable(page);
    await page.getByRole('button', { name: 'Changer le mot de passe' }).click();
    await page.getByRole('heading', { name: 'Médias' }).waitFor();
  },
  PATIENCE_MS,
);

it(
  'a second factor is set up by keyboard where the organisation asks for it, and asked for at the door',
  async () => {
    const person = await buildMember(api, 'editor');
    await api.app
      .get(Database, { strict: false })
      .query(`UPDATE organisation SET require_two_factor = true WHERE id = $1`, [person.organisation.id]);
    const page = await open();
    await signIn(page, person);
    await page.getByRole('heading', { name: 'Un second facteur, d’abord' }).waitFor();
    await page.getByRole('button', { name: 'Mettre en place' }).press('Enter');
    await page.getByLabel('Votre mot de passe').fill(person.password);
    await page.keyboard.press('Enter');
    const shown = (await page.getByText(/^Clé/).textContent()) ?? '';
    const uri = `otpauth://totp/Lineup?secret=${/[A-Z2-7]{16,}/.exec(shown)?.[0]}`;
    await usable(page);
    await page.getByLabel('Code à 6 chiffres').fill('000000');
    await page.keyboard.press('Enter');
    await page.getByText('Ce code n’est pas le bon').waitFor();
    await page.getByLabel('Code à 6 chiffres').fill(codeOf(uri));
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === '/');

    const other = await open();
    await signIn(other, person);
    await other.getByLabel('Code de votre application').fill(codeOf(uri, 1));
    await usable(other);
    await other.keyboard.press('Enter');
    await other.waitForURL((url) => url.pathname === '/');
  },
  PATIENCE_MS,
);

it(
  'a passkey is added and opens the door without a password',
  async () => {
    const person = await buildMember(api, 'editor');
    const page = await open(DESKTOP);
    const devices = await page.context().newCDPSession(page);
    await devices.send('WebAuthn.enable');
    await devices.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await signIn(page, person);
    await page.waitForURL((url) => url.pathname === '/');
    await page.goto('/account');
    await page.getByRole('button', { name: 'Ajouter cet appareil' }).click();
    await page.getByLabel('Votre mot de passe').fill(person.password);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Retirer / }).waitFor();
    await page.context().clearCookies();
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Entrer sans mot de passe' }).click();
    await page.waitForURL((url) => url.pathname === '/');
    await page.goto('/account');
    await page.getByText('Connexion', { exact: true }).first().waitFor();
    const { items } = (await person.http.get<Schemas['SessionPage']>('/api/v1/me/sessions')).body;
    expect(items.map(({ method }) => method)).toContain('passkey');
  },
  PATIENCE_MS,
);

it(
  'sessions are seen and ended, and the one that was ended is led to the door',
  async () => {
    const person = await buildMember(api, 'editor');
    const [here, there] = [await open(), await open(DESKTOP)];
    for (const page of [here, there]) {
      await signIn(page, person);
      await page.waitForURL((url) => url.pathname === '/');
    }
    await here.goto('/account');
    await here.getByText('(cette session)').waitFor();
    await usable(here);
    await here.getByRole('button', { name: 'Fermer toutes les autres' }).click();
    await here.getByText('Les autres sessions sont fermées').waitFor();
    await there.goto('/library');
    await there.waitForURL((url) => url.pathname === '/sign-in');
  },
  PATIENCE_MS,
);
