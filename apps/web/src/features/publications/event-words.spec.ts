import { describe, expect, it } from '@jest/globals';
import type { TFunction } from 'i18next';
import type { PublicationEvent } from '../../shared/api/types';
import { eventWords, type Speech } from './event-words';

/** Keys for words: what is said, and with which values. */
const speech: Speech = {
  t: ((key: string, values?: object) =>
    values ? `${key} ${Object.values(values).join()}` : key) as TFunction,
  exists: (key) =>
    !['publication.event.brand_new', 'publication.step.', 'ours.', 'ours.network'].includes(key),
  at: (instant) => `at ${instant}`,
  lasting: (ms) => `${ms / 1000} s`,
};
const told = (kind: string, detail: PublicationEvent['detail'] = {}) =>
  eventWords({ kind, detail, actor: 'Marie' } as PublicationEvent, speech);

describe('an event of the journal', () => {
  it('is told by its own words, or by general ones while this screen knows none', () => {
    expect(told('published').what).toBe('publication.event.published');
    expect(told('brand_new').what).toBe('publication.event.other');
  });

  it('is a person’s where a person decided, and the application’s otherwise', () => {
    expect(told('retried').actor).toBe('Marie');
    expect(told('published').actor).toBe('app');
  });

  it('says what there is to know about it', () => {
    const detail = {
      step: 'create_container',
      stepKind: 'media',
      dueAt: '2026-12-01',
      channel: 'paused',
      forMs: 5_000,
      until: '2026-12-02',
    };
    expect(told('held', detail).details).toEqual([
      'publication.step.media',
      'at 2026-12-01',
      'channels.state.paused',
      'publication.heldFor 5 s',
      'publication.placeAt at 2026-12-02',
    ]);
    expect(told('resolved', { outcome: 'not_published' }).details).toEqual(['publication.isNotPublished']);
  });

  it('gives the network’s words and its code to whoever asks its support', () => {
    expect(told('failed', { cause: 'network', code: '190', message: 'Token expired' })).toMatchObject({
      details: [],
      raw: '« Token expired » 190',
    });
  });

  it('says our own failures in our words alone', () => {
    expect(told('failed', { cause: 'timeout', code: 'UND_ERR', message: 'UND_ERR' })).toMatchObject({
      details: ['ours.timeout'],
      raw: '',
    });
  });
});
