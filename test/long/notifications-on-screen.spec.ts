import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { Database, leaveMessage } from '#lib/database';
import { newId } from '#lib/kernel';
import { startApi, type TestApi } from '../support/api.js';
import { buildChannel, buildMember, buildPost, type TestMember } from '../support/factories.js';
import { axeViolations, openChromium, openWindow } from '../browser/chromium.js';
import { enter } from '../browser/journey.js';
import { WEB_FOLDER } from '../browser/installation.js';

describe('the bell', () => {
  let api: TestApi;
  let browser: Browser;
  let editor: TestMember;

  beforeAll(async () => {
    [api, browser] = await Promise.all([startApi({}, { webFolder: WEB_FOLDER }), openChromium()]);
    editor = await buildMember(api, 'editor');
  });
  afterAll(async () => {
    await browser?.close();
    await api?.close();
  });

  it('rings while one looks, opens by keyboard, leads to the post, and knows what was read', async () => {
    const channel = await buildChannel(api, editor.organisation, 'facebook');
    const { id: postId } = await buildPost(editor, { title: 'Café logement', channelIds: [channel.id] });
    const { page, complaints, close } = await openWindow(browser, api.config.PUBLIC_URL);
    await enter(page, editor, api.config.PUBLIC_URL);
    await page.goto('/');
    const bell = page.getByRole('button', { name: 'Notifications', exact: true });
    await bell.waitFor();

    // Nothing is reloaded: it arrives by the live stream.
    await api.app.get(Database, { strict: false }).system((tx) =>
      leaveMessage(tx, editor.organisation.id, 'publication.failed', {
        publicationId: newId(),
        postId,
        channelId: channel.id,
      }),
    );
    const ringing = page.getByRole('button', { name: /^Notifications\s*, 1 non lue$/ });
    await ringing.waitFor();

    await ringing.focus();
    await page.keyboard.press('Enter');
    const list = page.getByRole('dialog', { name: 'Notifications' });
    await list.waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
    expect(await page.locator(':focus').textContent()).toContain('Notifications');

    await page.keyboard.press('Enter');
    const news = list.getByRole('link', {
      name: /Non lue.*L’envoi de «\s*Café logement\s*» sur .* a échoué/,
    });
    await news.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/posts/${postId}`);
    await bell.waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it('leads to one’s own choices, which are kept as they are made', async () => {
    const { page, close } = await openWindow(browser, api.config.PUBLIC_URL);
    await enter(page, editor, api.config.PUBLIC_URL);
    await page.goto('/');
    await page.getByRole('button', { name: /^Notifications/ }).click();
    await page.getByRole('link', { name: 'Choisir ce que je reçois' }).click();
    const box = page.getByRole('checkbox', { name: 'Un envoi a échoué, Dans Lineup' });
    await box.click();
    await page.reload();
    await box.waitFor();
    expect(await box.isChecked()).toBe(false);
    await close();
  });

  it('leads to a channel that its network has wait for days, and whoever looks after it no longer waits', async () => {
    const admin = await buildMember(api, 'admin', { organisation: editor.organisation });
    const channel = await buildChannel(api, editor.organisation, 'linkedin');
    const database = api.app.get(Database, { strict: false });
    await database.system(async (tx) => {
      await tx.query(`UPDATE channel SET held_until = now() + interval '2 days' WHERE id = $1`, [channel.id]);
      await leaveMessage(tx, editor.organisation.id, 'channel.held', { channelId: channel.id });
    });
    const { page, complaints, close } = await openWindow(browser, api.config.PUBLIC_URL);
    await enter(page, admin, api.config.PUBLIC_URL);
    await page.goto('/');
    await page.getByRole('button', { name: /^Notifications\s*, 1 non lue$/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('link', { name: /Non lue/ })
      .press('Enter');
    await page.waitForURL('**/channels*');
    const hint = page.getByText(/^Le réseau demande d’attendre jusqu’au/);
    await hint.waitFor();
    expect(await axeViolations(page)).toEqual([]);

    await page.getByRole('article').filter({ has: hint }).getByRole('button').press('Enter');
    await page.getByRole('menuitem', { name: 'Ne plus attendre' }).press('Enter');
    await page.getByText('Le canal n’attend plus').waitFor();
    await hint.waitFor({ state: 'detached' });
    const [row] = await database.query<{ held: boolean }>(
      'SELECT held_until > now() AS held FROM channel WHERE id = $1',
      [channel.id],
    );
    expect(row?.held ?? false).toBe(false);
    expect(complaints).toEqual([]);
    await close();
  });
});
