import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { startApi, type TestApi } from '../support/api.js';
import {
  axeViolations,
  DESKTOP,
  openChromium,
  openWindow,
  PHONE,
  sidewaysScroll,
  type Watched,
} from './chromium.js';
import { enter } from './journey.js';
import { buildGallery, type Gallery } from './gallery.js';
import { screensOf, visit } from './screens.js';
import { WEB_FOLDER } from './installation.js';

/** How somebody looks at the screens. */
export interface Way {
  way: string;
  language: 'fr' | 'en';
  options: BrowserContextOptions;
}

export const PHONE_OPTIONS = { viewport: PHONE, hasTouch: true, isMobile: true };
export const ON_A_DESK: Way = { way: 'on a desk, in French', language: 'fr', options: { viewport: DESKTOP } };
export const ON_A_PHONE: Way = { way: 'on a phone, in French', language: 'fr', options: PHONE_OPTIONS };
export const AT_NIGHT: Way = {
  way: 'on a desk at night, in English',
  language: 'en',
  options: { viewport: DESKTOP, colorScheme: 'dark' },
};

/** What the specs of the screens act on; it is there once the first test begins. */
export interface ScreensStage {
  api: TestApi;
  browser: Browser;
  gallery: Gallery;
  /** A window in which the administrator is signed in already. */
  openAs(way: Way): Promise<Watched>;
}

/** An installation with something to show on every screen, from before the tests of the suite until after them. */
export function stageOfScreens(): ScreensStage {
  const stage = {} as ScreensStage;
  beforeAll(async () => {
    [stage.api, stage.browser] = await Promise.all([startApi({}, { webFolder: WEB_FOLDER }), openChromium()]);
    stage.gallery = await buildGallery(stage.api);
  });
  afterAll(async () => {
    await stage.browser?.close();
    await stage.api?.close();
  });
  stage.openAs = async ({ language, options }) => {
    const origin = stage.api.config.PUBLIC_URL;
    const window = await openWindow(stage.browser, origin, options);
    await window.page.context().addInitScript(`localStorage.setItem('lineup.language', '${language}')`);
    await enter(window.page, stage.gallery.admin, origin);
    return window;
  };
  return stage;
}

/**
 * Defines the test that goes through every screen in one way.
 * @param shown `pages` leaves out what opens over them
 */
export function itHoldsOnEveryScreen(stage: ScreensStage, way: Way, shown: 'all' | 'pages' = 'all'): void {
  it(`${way.way}: no violation of axe, no complaint of the browser, nothing to scroll sideways for`, async () => {
    const { page, complaints, close } = await stage.openAs(way);
    const wrong: string[] = [];
    const small = way.options.isMobile === true;
    let untouched = '';
    for (const screen of screensOf(stage.gallery)) {
      if (small && screen.desktopOnly) continue;
      if (shown === 'pages' && screen.open) continue;
      // By night only the colours differ, and what opens wears those of the screen below.
      if (way.options.colorScheme === 'dark' && screen.open) continue;
      const say = (what: string): void => void wrong.push(`${screen.name}: ${what}`);
      await visit(page, screen, screen.path === untouched).catch((error: unknown) =>
        say(String(error).split('\n').slice(0, 3).join(' ')),
      );
      for (const violation of await axeViolations(page, { contrast: !small })) say(violation);
      const over = await sidewaysScroll(page);
      if (over > 0) say(`${over} px wider than the window`);
      for (const complaint of complaints.splice(0)) say(complaint);
      untouched = screen.open ? '' : screen.path;
    }
    await close();
    expect(wrong.join('\n')).toBe('');
  }, 240_000);
}
