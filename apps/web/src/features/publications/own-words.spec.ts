import { describe, expect, it } from '@jest/globals';
import { ownWords } from './own-words';

describe('what stands as the answer of a network', () => {
  it.each([
    ['timeout', 'timeout'],
    ['ECONNREFUSED', 'unreachable'],
    ['UND_ERR_SOCKET', 'unreachable'],
    ['unreadable_answer', 'unreadable'],
    ['processing_timeout', 'processing'],
    ['own_rate', 'quota'],
    ['held', 'held'],
    ['too_late', 'tooLate'],
    ['invalid_id', 'invalidId'],
    ['image_too_heavy', 'media'],
    ['reconnect_needed', 'channel'],
    ['worker_lost', 'interrupted'],
    ['outcome_unknown', 'unconfirmed'],
    ['internal', 'internal'],
  ])('is never our own English: %p has a sentence', (code, words) => {
    expect(ownWords(code)).toBe(words);
  });

  it.each([
    '190/463',
    '100',
    'DUPLICATE_POST',
    'spam_risk_too_many_posts',
    'access_token_invalid',
    'ERROR',
    'EXPIRED',
  ])('is the network’s for %p', (code) => {
    expect(ownWords(code)).toBeNull();
  });
});
