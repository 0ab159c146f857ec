import { describe, expect, it } from '@jest/globals';
import { axeViolations, DESKTOP, openWindow, sidewaysScroll } from './chromium.js';
import { itHoldsOnEveryScreen, ON_A_DESK, PHONE_OPTIONS, stageOfScreens } from './every-screen.js';

describe('every screen', () => {
  const stage = stageOfScreens();

  // What opens over them is gone through by the long tests.
  itHoldsOnEveryScreen(stage, ON_A_DESK, 'pages');

  it('lets nobody in without a name, on a screen that has nothing to complain about either', async () => {
    for (const options of [{ viewport: DESKTOP }, PHONE_OPTIONS]) {
      const { page, complaints, close } = await openWindow(
        stage.browser,
        stage.api.config.PUBLIC_URL,
        options,
      );
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
    const { page, close } = await stage.openAs(ON_A_DESK);
    await page.goto(`/?day=${stage.gallery.day}`);
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
    expect(await page.locator(':focus').getAttribute('data-post')).toBe(stage.gallery.posts.scheduled);
    await close();
  });
});
