import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

/** The Chromium that `npm test` found or installed. */
export const openChromium = (flags: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [...FLAGS, ...flags],
  });

export interface Watched {
  page: Page;
  /** Errors of the console and of scripts, refusals of the content security policy included. */
  complaints: string[];
  close(): Promise<void>;
}

/** A window of its own, in French and in Paris unless told otherwise. */
export async function openWindow(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<Watched> {
  const context = await browser.newContext({
    baseURL: origin,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    viewport: DESKTOP,
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !isRefusal(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { page, complaints, close: () => context.close() };
}

/** Chromium notes every answer from 400 on, also those that a screen expects, such as "nobody is signed in". */
const isRefusal = (text: string): boolean => /^Failed to load resource: the server responded/.test(text);

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[];
}

/**
 * What axe finds wrong with what is on screen, one readable line each.
 * @param contrast false where the same colours are looked at elsewhere: that rule alone takes half the time
 */
export async function axeViolations(page: Page, { contrast = true } = {}): Promise<string[]> {
  // As a script of the test, not of the page: the content security policy allows no other. Half a megabyte, once a page.
  if (!(await page.evaluate<boolean>('Boolean(window.axe)'))) await page.evaluate(axe);
  const options = { resultTypes: ['violations'], rules: { 'color-contrast': { enabled: contrast } } };
  const { violations } = await page.evaluate<AxeResult>(`axe.run(document, ${JSON.stringify(options)})`);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n  ${node.html.slice(0, 200)}\n  ${node.failureSummary ?? ''}`),
  );
}

/** How far the page can be scrolled sideways, pixels; 0 when everything fits. */
export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
