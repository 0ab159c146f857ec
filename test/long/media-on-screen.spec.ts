import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { startApi, type TestApi } from '../support/api.js';
import { buildChannel, buildMember, buildPost, type TestMember } from '../support/factories.js';
import type { Schemas } from '../support/http.js';
import { until } from '../support/until.js';
import { axeViolations, openChromium, openWindow, PHONE, sidewaysScroll } from '../browser/chromium.js';
import { enter } from '../browser/journey.js';
import { WEB_FOLDER } from '../browser/installation.js';

/** Much wider than any network takes: a red quarter on the left, blue on the right, sand between. */
async function panorama(): Promise<Buffer> {
  const side = (background: string) =>
    sharp({ create: { width: 400, height: 400, channels: 3, background } })
      .png()
      .toBuffer();
  return sharp({ create: { width: 1600, height: 400, channels: 3, background: '#e9c46a' } })
    .composite([
      { input: await side('#c1440e'), left: 0, top: 0 },
      { input: await side('#264653'), left: 1200, top: 0 },
    ])
    .jpeg()
    .toBuffer();
}

describe('media in the composer', () => {
  let api: TestApi;
  let browser: Browser;
  let editor: TestMember;
  let site: Server;
  let origin: string;
  let postId: string;
  let mediumId: string;

  beforeAll(async () => {
    const picture = await panorama();
    site = createServer((_request, response) => void response.end(picture));
    await new Promise<void>((done) => site.listen(0, '127.0.0.1', done));
    origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    const settings = { OUTBOUND_ALLOW: '127.0.0.1' };
    [api, browser] = await Promise.all([startApi(settings, { webFolder: WEB_FOLDER }), openChromium()]);
    editor = await buildMember(api, 'editor');
    const { id } = await buildChannel(api, editor.organisation, 'instagram');
    const imported = await editor.http.post<Schemas['Media']>('/api/v1/media/import', {
      url: `${origin}/panorama.jpg`,
      altText: 'La place, vue d’ensemble',
    });
    mediumId = imported.body.id;
    const post = { title: 'Panorama', text: 'La place.', channelIds: [id], mediaIds: [mediumId] };
    postId = (await buildPost(editor, post)).id;
  });

  afterAll(async () => {
    await browser?.close();
    await api?.close();
    site.closeAllConnections();
    await new Promise((done) => site.close(done));
  });

  const focusNow = async () =>
    (await editor.http.get<Schemas['Media']>(`/api/v1/media/${mediumId}`)).body.focus;
  const kept = (x: number, y: number) =>
    until(`the focal point ${x} ${y}`, async () => {
      const focus = await focusNow();
      return focus?.x === x && focus.y === y;
    });

  /** What the crop on Instagram shows on its left and right edge, as colours. */
  async function edges(page: Page): Promise<number[][]> {
    const shot = sharp(await page.getByRole('figure').locator('span').screenshot());
    const { width, height } = await shot.metadata();
    const { data, info } = await shot.removeAlpha().raw().toBuffer({ resolveWithObject: true });
    return [6, width - 7].map((x) => {
      const at = (Math.floor(height / 2) * info.width + x) * info.channels;
      return [...data.subarray(at, at + 3)];
    });
  }
  const near = (colour: number[] | undefined, [r, g, b]: readonly [number, number, number]) =>
    Math.max(...[r, g, b].map((part, index) => Math.abs(part - (colour?.[index] ?? 999)))) < 12;
  const [RED, SAND, BLUE] = [[193, 68, 14] as const, [233, 196, 106] as const, [38, 70, 83] as const];

  it('lets the focal point be chosen by keys and by pointer, and shows what the network will keep', async () => {
    const { page, close } = await openWindow(browser, api.config.PUBLIC_URL);
    await enter(page, editor, api.config.PUBLIC_URL);
    await page.goto(`/posts/${postId}`);
    await page.getByText('Choisissez ce qui doit rester visible').first().waitFor();
    await page.getByRole('button', { name: 'Recadrage de panorama.jpg' }).click();
    const point = page.getByRole('slider', { name: 'Point à garder visible' });
    await point.waitFor();
    expect(await point.getAttribute('aria-valuetext')).toMatch(
      /^50\s% depuis la gauche, 50\s% depuis le haut$/,
    );
    expect(await axeViolations(page)).toEqual([]);
    await until('the crop', async () => (await edges(page)).every((edge) => near(edge, SAND)));

    await point.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('ArrowRight');
    await kept(0.61, 0.51);
    for (let leap = 0; leap < 5; leap++) await page.keyboard.press('Shift+ArrowRight');
    await kept(1, 0.51);
    await until('its right', async () => near((await edges(page))[1], BLUE));

    const box = await page
      .getByRole('dialog')
      .getByRole('img', { name: 'La place, vue d’ensemble' })
      .boundingBox();
    if (!box) throw new Error('the picture is not shown');
    await page.mouse.click(box.x + 2, box.y + box.height / 2);
    await until('its left', async () => near((await edges(page))[0], RED));
    await until('the point', async () => ((await focusNow())?.x ?? 1) < 0.02);

    await page.getByRole('button', { name: 'Revenir au centre' }).click();
    await until('the middle', async () => (await focusNow()) === null);
    await close();
  });

  it('takes a picture from an address without leaving the post, and says why it could not', async () => {
    const { page, close } = await openWindow(browser, api.config.PUBLIC_URL, {
      viewport: PHONE,
      hasTouch: true,
      isMobile: true,
    });
    await enter(page, editor, api.config.PUBLIC_URL);
    const { id } = await buildPost(editor, { title: 'Sans image', text: 'Sans image.' });
    await page.goto(`/posts/${id}`);
    await page.getByRole('button', { name: 'Choisir dans la médiathèque' }).click();
    const dialog = page.getByRole('dialog', { name: 'Choisir dans la médiathèque' });
    const field = dialog.getByLabel('Depuis une adresse');
    await field.fill('http://169.254.169.254/latest');
    await field.press('Enter');
    await dialog.getByText('mène dans un réseau privé').waitFor();
    expect(await field.inputValue()).toBe('http://169.254.169.254/latest');
    expect(await axeViolations(page)).toEqual([]);
    await field.fill(`${origin}/panorama.jpg`);
    await dialog.getByRole('button', { name: 'Récupérer' }).click();
    await dialog.getByRole('button', { name: /La place/, pressed: true }).waitFor();
    expect(await field.inputValue()).toBe('');
    expect(await sidewaysScroll(page)).toBe(0);
    await until('the post', async () => {
      const { body } = await editor.http.get<Schemas['Post']>(`/api/v1/posts/${id}`);
      return body.mediaIds.includes(mediumId);
    });
    await close();
  });
});
