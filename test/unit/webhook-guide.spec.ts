import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { StepIo } from '#lib/platforms';
import { postEvent } from '../../libs/platforms/src/webhook/events.js';
import { signedHeaders } from '../../libs/platforms/src/webhook/signature.js';
import { aContent, aMedium } from '../support/network-double.js';
import { root } from '../support/processes.js';

const [, guide = ''] =
  /\n## Webhook\n([\s\S]*)$/.exec(readFileSync(join(root, 'docs/networks.md'), 'utf8')) ?? [];
const shown = (language: string): string =>
  new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\n\`\`\``).exec(guide)?.[1] ?? '';

const SECRET = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
const BODY = '{"type":"channel.verify","text":"« é »"}';
type IsFromLineup = (secret: string, headers: Record<string, string>, body: Buffer) => boolean;

describe('what makers of receivers are told of the webhook', () => {
  it('has lines of Node.js that take what is signed now, and nothing else', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lineup-guide-'));
    writeFileSync(join(folder, 'verify.mjs'), shown('js'));
    const { isFromLineup } = (await import(pathToFileURL(join(folder, 'verify.mjs')).href)) as {
      isFromLineup: IsFromLineup;
    };
    rmSync(folder, { recursive: true });
    const now = Math.floor(Date.now() / 1_000);
    const headers = (atS: number, secret = SECRET) => signedHeaders(secret, { id: 'a-1', atS, body: BODY });
    const takes = (signed: Record<string, string>, body = BODY): boolean =>
      isFromLineup(SECRET, signed, Buffer.from(body));
    expect(takes(headers(now))).toBe(true);
    const other = headers(now, `whsec_${Buffer.alloc(32, 8).toString('base64')}`);
    const both = `${other['webhook-signature']} ${headers(now)['webhook-signature']}`;
    expect(takes({ ...headers(now), 'webhook-signature': both })).toBe(true);
    expect(takes(other)).toBe(false);
    expect(takes(headers(now), `${BODY} `)).toBe(false);
    expect(takes(headers(now - 400))).toBe(false);
    expect(takes(headers(now + 400))).toBe(false);
    expect(takes({ ...headers(now), 'webhook-timestamp': 'x' })).toBe(false);
    expect(takes({})).toBe(false);
  });

  it('shows a post with every member that is sent, and no other', () => {
    const io = {
      content: aContent({ type: 'image', media: [aMedium()], options: { title: 'x' } }),
      publication: { id: 'x', dueAt: '2026-12-04T08:45:00.000Z' },
      media: { publicUrl: () => 'https://media.example/x' },
    } as unknown as StepIo;
    const kinds = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(kinds);
      if (typeof value !== 'object' || value === null) return value === null ? null : typeof value;
      return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, kinds(member)]));
    };
    const sent: unknown = JSON.parse(
      JSON.stringify(postEvent({ ...io, content: { ...io.content, text: '#a' } })),
    );
    expect(kinds(JSON.parse(shown('json')))).toEqual(kinds(sent));
  });
});
