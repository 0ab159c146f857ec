import type { Page } from 'playwright-core';
import type { Gallery } from './gallery.js';

/** A place to look at: how to get there, and what shows that it is there. */
export interface Screen {
  name: string;
  path: string;
  /** Brings up what is not shown at once: a menu, a dialog. */
  open?: (page: Page) => Promise<void>;
  /** Only where there is room for a pointer. */
  desktopOnly?: boolean;
}

const button = (name: RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();

/** Every screen, and everything that opens over one; words in both languages. */
export const screensOf = ({ posts, day }: Gallery): Screen[] => [
  { name: 'month', path: `/?day=${day}` },
  { name: 'filters', path: `/?day=${day}`, open: button(/^(Filtrer|Filter)$/) },
  { name: 'week', path: `/?view=week&day=${day}` },
  { name: 'list', path: `/?view=list&day=${day}` },
  { name: 'posts', path: '/posts' },
  {
    name: 'filtered',
    path: `/?states=draft&day=${day}`,
  },
  { name: 'overflow of a day', path: `/?day=${day}`, open: button(/Voir les|See the/), desktopOnly: true },
  {
    name: 'move dialog',
    path: `/?view=list&day=${day}`,
    open: async (page) => {
      await page.getByRole('link', { name: /Un post programmé/ }).press('m');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'new post', path: '/posts/new' },
  {
    name: 'choice of channels',
    path: '/posts/new',
    open: button(/Choisir les canaux|Choose the channels/),
  },
  { name: 'draft', path: `/posts/${posts.draft}` },
  {
    name: 'library in a draft',
    path: `/posts/${posts.draft}`,
    open: button(/Choisir dans la médiathèque|Choose from the library/),
  },
  {
    name: 'channel with problems',
    path: `/posts/${posts.problems}`,
    open: async (page) => {
      await page.getByRole('tab', { name: /^tiktok/ }).click();
      await page.getByRole('button', { name: /Ajouter un mot|Add a note/ }).click();
      await page.locator('details > summary').click();
    },
  },
  { name: 'review', path: '/review' },
  {
    name: 'changes requested',
    path: `/review/${posts.in_review}`,
    open: button(/Demander des changements|Request changes/),
  },
  { name: 'scheduled post', path: `/posts/${posts.scheduled}` },
  {
    name: 'another date',
    path: `/posts/${posts.scheduled}`,
    open: button(/Changer la date|Change the date/),
  },
  {
    name: 'publishing now',
    path: `/posts/${posts.scheduled}`,
    open: async (page) => {
      await page.getByRole('button', { name: /Autres actions|More actions/ }).click();
      await page.getByRole('menuitem', { name: /Publier maintenant|Publish now/ }).click();
    },
  },
  { name: 'published post', path: `/posts/${posts.published}` },
  {
    name: 'failed post with its journal',
    path: `/posts/${posts.failed}`,
    open: async (page) => {
      await page
        .getByRole('button', { name: /Détails|Details/ })
        .first()
        .click();
      await page.getByRole('list', { name: 'Journal' }).waitFor();
    },
  },
  { name: 'post that needs attention', path: `/posts/${posts.needs_attention}` },
  { name: 'library', path: '/library' },
  { name: 'medium', path: '/library', open: (page) => page.getByText('affiche.jpg').click() },
  { name: 'channels', path: '/channels' },
  { name: 'channel menu', path: '/channels', open: button(/Actions pour|Actions for/) },
  { name: 'connecting', path: '/channels', open: button(/Connecter un canal|Connect a channel/) },
  { name: 'brand', path: '/brand' },
  { name: 'new format', path: '/brand', open: button(/Nouveau format|New format/) },
  { name: 'new wording', path: '/brand', open: button(/Ajouter une version|Add a version/) },
  { name: 'members', path: '/members' },
  { name: 'new member', path: '/members', open: button(/Inviter une personne|Invite a person/) },
  { name: 'help with an account', path: '/members', open: button(/^(Actions pour|Actions for)/) },
  { name: 'account', path: '/account' },
  { name: 'proof', path: '/account', open: button(/Mettre en place|Set up/) },
  { name: 'settings', path: '/settings' },
  {
    name: 'new establishment',
    path: '/settings',
    open: button(/Ajouter un établissement|Add an establishment/),
  },
  { name: 'new key', path: '/settings', open: button(/Créer une clé|Create a key/) },
  {
    name: 'account menu',
    path: '/members',
    open: button(/Compte de|Account of/),
    desktopOnly: true,
  },
  { name: 'health', path: '/health' },
  { name: 'notifications', path: '/members', open: button(/^Notifications/) },
  { name: 'nothing there', path: '/nowhere' },
];

/** Goes to a screen and waits until it has everything it shows. @param isThere its page is on screen, as it was loaded */
export async function visit(page: Page, { path, open }: Screen, isThere = false): Promise<void> {
  if (!isThere) {
    await page.goto(path);
    await page.locator('h1').first().waitFor({ state: 'attached' });
    await settled(page);
  }
  if (!open) return;
  await open(page);
  await settled(page);
}

/** Nothing is on its way any more: no skeleton, no loader. */
async function settled(page: Page): Promise<void> {
  await page
    .locator('[aria-busy="true"], .mantine-Skeleton-root, .mantine-Loader-root')
    .first()
    .waitFor({ state: 'detached' });
}
