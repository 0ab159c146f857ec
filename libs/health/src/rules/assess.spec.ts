import { describe, expect, it } from '@jest/globals';
import { assess, type Check, type HealthState, worst } from './assess.js';
import type { HealthFacts, WorkerFacts } from './facts.js';
import { findingWords } from './words/index.js';

const worker: WorkerFacts = {
  id: 'worker-1',
  version: '1',
  seenAgoS: 1,
  sweptAgoS: 2,
  queueAgoS: 1,
  clockOffsetMs: 3,
};
const fine: HealthFacts = {
  workers: [worker],
  due: 0,
  late: 0,
  oldestDueS: null,
  databaseMs: 2,
  queueMs: 2,
  queuePolicy: 'noeviction',
  lostChannels: 0,
  zones: '2026a',
  year: 2026,
  disk: { freeBytes: 50e9, totalBytes: 100e9 },
  mailConfigured: true,
  mailsGivenUp: 0,
};

const cases: [string, Partial<HealthFacts>, Check, HealthState, string][] = [
  ['a publication that nobody tried', { late: 1, oldestDueS: 190 }, 'late', 'critical', 'late'],
  ['no worker at all', { workers: [] }, 'workers', 'critical', 'no_worker'],
  [
    'a worker that died four seconds ago: it took 22 s to be seen',
    { workers: [{ ...worker, seenAgoS: 4 }] },
    'workers',
    'critical',
    'no_worker',
  ],
  [
    'one of two silent',
    { workers: [worker, { ...worker, seenAgoS: 60 }] },
    'workers',
    'warning',
    'silent_worker',
  ],
  [
    'one that died an hour ago',
    { workers: [worker, { ...worker, seenAgoS: 3600 }] },
    'workers',
    'ok',
    'workers',
  ],
  [
    'two versions',
    { workers: [worker, { ...worker, version: '2' }] },
    'workers',
    'warning',
    'mixed_versions',
  ],
  ['nobody sweeping', { workers: [{ ...worker, sweptAgoS: null }] }, 'dispatch', 'critical', 'no_sweep'],
  ['a slow sweep', { workers: [{ ...worker, sweptAgoS: 31 }] }, 'dispatch', 'warning', 'old_sweep'],
  ['a dead sweep', { workers: [{ ...worker, sweptAgoS: 121 }] }, 'dispatch', 'critical', 'old_sweep'],
  ['a silent queue', { queueMs: null }, 'queue', 'critical', 'queue_silent'],
  ['a Redis that may forget', { queuePolicy: 'allkeys-lru' }, 'queue', 'critical', 'queue_forgets'],
  ['a Redis that does not tell', { queuePolicy: null }, 'queue', 'ok', 'queue'],
  [
    'workers without queue',
    { workers: [{ ...worker, queueAgoS: 6 }] },
    'queue',
    'critical',
    'queue_unreached',
  ],
  ['a slow queue', { queueMs: 251 }, 'queue', 'warning', 'queue_slow'],
  ['a slow database', { databaseMs: 251 }, 'database', 'warning', 'database_slow'],
  ['a stuck database', { databaseMs: 2001 }, 'database', 'critical', 'database_slow'],
  ['a lost channel', { lostChannels: 1 }, 'channels', 'warning', 'channels_lost'],
  ['an unreadable disk', { disk: null }, 'disk', 'warning', 'disk_unknown'],
  ['a filling disk', { disk: { freeBytes: 1.9e9, totalBytes: 100e9 } }, 'disk', 'warning', 'disk_low'],
  ['a small disk half full', { disk: { freeBytes: 1.9e9, totalBytes: 4e9 } }, 'disk', 'ok', 'disk'],
  ['a full disk', { disk: { freeBytes: 4e8, totalBytes: 100e9 } }, 'disk', 'critical', 'disk_full'],
  ['a clock behind', { workers: [{ ...worker, clockOffsetMs: -2500 }] }, 'clock', 'warning', 'clock_off'],
  ['old zones', { zones: '2024b' }, 'zones', 'warning', 'zones_old'],
  ['last year’s zones', { zones: '2025b' }, 'zones', 'ok', 'zones'],
  ['no mail server', { mailConfigured: false, mailsGivenUp: 3 }, 'mail', 'ok', 'no_mail'],
  ['lost e-mails', { mailsGivenUp: 2 }, 'mail', 'warning', 'mail_given_up'],
];

describe('the installation’s health', () => {
  it('is good when everything is', () => {
    expect(assess(fine).filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(worst(assess(fine))).toBe('ok');
  });

  it.each(cases)('with %s', (_, change, check, state, code) => {
    const findings = assess({ ...fine, ...change });
    const found = findings.find((finding) => finding.check === check);
    expect(found).toMatchObject({ state, code });
    expect(['ok', 'warning', 'critical'].indexOf(worst(findings))).toBeGreaterThanOrEqual(
      ['ok', 'warning', 'critical'].indexOf(state),
    );
  });

  it.each(cases)('says in both languages what to do, with %s', (_, change, check) => {
    const found = assess({ ...fine, ...change }).find((finding) => finding.check === check);
    if (!found) throw new Error(`${check} was not looked at`);
    for (const locale of ['fr', 'en'] as const) {
      const { sentence, advice } = findingWords(found, locale);
      expect(sentence).toMatch(/^[\p{Lu}\d].*\.$/u);
      expect(sentence).not.toMatch(/undefined/);
      if (found.state !== 'ok') expect(advice).toMatch(/\.$/);
    }
  });
});
