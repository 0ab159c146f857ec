import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { startApi, startSandbox, type TestApi, type TestSandbox } from '../support/api.js';
import { buildMember } from '../support/factories.js';
import { openChromium, openWindow } from './chromium.js';
import { WEB_FOLDER } from './installation.js';

const FILM = readFileSync(new URL('../support/media/clip.mp4', import.meta.url));

describe('the sandbox under our own address', () => {
  let sandbox: TestSandbox;
  let api: TestApi;
  let browser: Browser;

  beforeAll(async () => {
    sandbox = await startSandbox();
    [api, browser] = await Promise.all([
      startApi({ ...sandbox.env, SANDBOX_ORIGIN: sandbox.origin }, { webFolder: WEB_FOLDER }),
      openChromium(),
    ]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await api?.close();
    await sandbox?.close();
  });

  /** A reel, published as the adapter does. */
  async function publishFilm(): Promise<void> {
    const { id, token } = sandbox.control.createAccount({
      platform: 'facebook',
      name: 'Up café',
      handle: 'upcafe',
    });
    const reels = (params: Record<string, string>) =>
      fetch(`${sandbox.origin}/facebook/v25.0/${id}/video_reels`, {
        method: 'POST',
        body: new URLSearchParams({ access_token: token, ...params }),
      }).then((answer) => answer.json() as Promise<{ video_id: string; upload_url: string }>);
    const started = await reels({ upload_phase: 'start' });
    await fetch(started.upload_url, {
      method: 'POST',
      headers: { authorization: `OAuth ${token}`, offset: '0', file_size: String(FILM.length) },
      body: new Uint8Array(FILM),
    });
    await reels({
      upload_phase: 'finish',
      video_id: started.video_id,
      video_state: 'PUBLISHED',
      description: 'Un film',
    });
  }

  it('shows its feeds under our policy for scripts, and Facebook plays a film', async () => {
    await publishFilm();
    const { page, complaints, close } = await openWindow(browser, api.config.PUBLIC_URL);
    await page.goto('/sandbox');
    await page.locator('#facebook').getByText('Un film').waitFor();
    await page.waitForFunction(`document.querySelector('#facebook video')?.readyState >= 1`);
    await page.getByLabel('Ce qui arrive').first().waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it('passes no cookie on, and lets nobody but its keepers steer it', async () => {
    const editor = await buildMember(api, 'editor');
    const asked = (path: string, headers: Record<string, string> = {}) =>
      editor.http.send('GET', path, undefined, headers).then(({ status }) => status);
    expect(await asked('/sandbox/api/accounts', { 'x-forwarded-for': '203.0.113.9' })).toBe(403);
    expect(await asked('/sandbox/api/feed', { 'x-forwarded-for': '203.0.113.9' })).toBe(200);
    expect(await asked('/sandbox/api/accounts', { origin: 'https://evil.example' })).toBe(403);
    expect(await asked('/sandbox/api/accounts')).toBe(200);
    const admin = await buildMember(api, 'admin');
    const steered = await admin.http.get('/sandbox/api/accounts', { 'x-forwarded-for': '203.0.113.9' });
    expect(steered.status).toBe(200);
    expect(await asked('/sandbox/facebook/v25.0/me')).toBe(404);
  });
});
