import type { Page } from 'playwright-core';

export interface Person {
  email: string;
  password: string;
}

/** Signed in, on no screen yet: what a test is about comes next. */
export async function enter(page: Page, { email, password }: Person, origin: string): Promise<void> {
  const answer = await page.context().request.post(`${origin}/api/auth/sign-in/email`, {
    data: { email, password },
    headers: { origin },
  });
  if (!answer.ok()) throw new Error(`Signing in was answered ${answer.status()}`);
}

/** Through the front door, in French. */
export async function enterByTheDoor(page: Page, { email, password }: Person): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Adresse e-mail').fill(email);
  await page.getByLabel('Mot de passe').fill(password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.getByRole('navigation', { name: 'Navigation principale' }).waitFor();
}

/** Out again, by the account menu. */
export async function leave(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Compte de/ }).click();
  await page.getByRole('menuitem', { name: 'Se déconnecter' }).click();
  await page.getByRole('heading', { name: 'Se connecter' }).waitFor();
}

/** Chooses in a list, as a person does. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  await page
    .getByRole('combobox', { name: label })
    .or(page.getByRole('textbox', { name: label, exact: true }))
    .click();
  await page.getByRole('option', { name: option, exact: true }).click();
}
