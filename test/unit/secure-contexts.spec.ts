import { describe, expect, it } from '@jest/globals';
import { lintOf } from '../support/lint.js';

describe('the web application over plain http', () => {
  it('is not allowed what only a secure context has', async () => {
    const lines = [
      'export const a = crypto.randomUUID();',
      'export const b = crypto.subtle;',
      'export const c = navigator.clipboard;',
      'export const d = window.crypto;',
      'export const e = navigator.serviceWorker;',
      'export const f = crypto.getRandomValues(new Uint8Array(1));',
    ];
    const said = await lintOf()('apps/web/src/shared/any.ts', lines.join('\n'));
    const refused = said.filter(({ ruleId }) => ruleId === 'no-restricted-properties');
    expect(refused.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5]);
  }, 60_000);
});
