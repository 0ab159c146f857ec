import { describe, expect, it } from '@jest/globals';
import type { Post } from '../../shared/api/types';
import { blankDraft } from './draft';
import { latenessOn, maySubmit, mustWait } from './submission';

const may = (values: Partial<Post['may']>) => values as Post['may'];
const schedule = { localTime: '2026-12-01T09:00', timeZone: 'Europe/Paris' };
const problem = { path: 'schedule.localTime', code: 'too_late', severity: 'error', message: '' } as const;
const late = { schedule, problems: [problem] } as unknown as Post;

describe('what can be sent for approval', () => {
  it('is a new post, one that the person may submit, and one that goes back to the start when it is edited', () => {
    expect(maySubmit(null)).toBe(true);
    expect(maySubmit({ may: may({ submit: true }), editSendsBack: false })).toBe(true);
    expect(maySubmit({ may: may({ submit: false, edit: true }), editSendsBack: true })).toBe(true);
  });

  it('is none that the person may only read', () => {
    expect(maySubmit({ may: may({ submit: false, edit: false }), editSendsBack: true })).toBe(false);
    expect(maySubmit({ may: may({ submit: false, edit: true }), editSendsBack: false })).toBe(false);
  });
});

describe('a date that has passed', () => {
  it('is said of the date that the server knows, and of no other', () => {
    expect(latenessOn(late, { schedule: { ...schedule } })?.code).toBe('too_late');
    expect(latenessOn(late, { schedule: { ...schedule, localTime: '2027-12-01T09:00' } })).toBeNull();
    expect(latenessOn(late, { schedule: null })).toBeNull();
  });
});

describe('what must wait before it is sent', () => {
  const draft = { ...blankDraft(null), text: 'Bonjour' };
  const state = { post: null, held: false, status: 'saved', theirs: draft, draft } as const;
  const approved = { editSendsBack: true } as Post;

  it('is nothing of a draft that was saved', () => {
    expect(mustWait(state, null)).toBe(false);
  });

  it('is what a person has to choose about first', () => {
    expect(mustWait({ ...state, held: true }, null)).toBe(true);
    expect(mustWait({ ...state, status: 'conflict' }, null)).toBe(true);
  });

  it('is an approved post of which nothing was changed', () => {
    expect(mustWait({ ...state, post: approved }, null)).toBe(true);
    expect(mustWait({ ...state, post: approved, draft: { ...draft, text: 'Bonsoir' } }, null)).toBe(false);
  });

  it('is a date that the server would refuse', () => {
    expect(mustWait(state, problem)).toBe(true);
    expect(mustWait(state, { ...problem, severity: 'warning' })).toBe(false);
  });
});
