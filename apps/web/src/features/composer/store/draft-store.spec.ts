import { describe, expect, it } from '@jest/globals';
import { makePost } from './testing/fake-server';
import { World } from './testing/world';

const MINUTE = 60_000;
const localSchedule = (day: string) => ({ localTime: `${day}T09:00`, timeZone: 'Europe/Paris' });

/** A world in which a post with this text exists and is open. */
async function opened(text = 'Au départ.') {
  const world = new World();
  world.server.posts.push(makePost('post-1', { text }));
  const store = world.open();
  await world.timers.pass(0);
  return { world, store, server: world.server, post: world.server.posts[0] as ReturnType<typeof makePost> };
}

describe('a draft that saves itself', () => {
  it('saves once when two wait for the same words, and sends the submission that waited with them', async () => {
    const { world, store, server, post } = await opened();
    store.change({ text: 'Un mot.' });
    store.saveNow();
    store.saveNow();
    store.submit('');
    await world.timers.pass(1_000);
    expect(server.requests.filter((name) => name.startsWith('change'))).toHaveLength(1);
    expect(store.get().conflicts).toEqual([]);
    expect(post.state).toBe('in_review');
    expect(world.saved).toEqual(['changed', 'submitted']);
  });

  it('sends for approval only what the person saw: a colleague who was quicker is shown first', async () => {
    const { world, store, server, post } = await opened();
    store.change({ text: 'Mes mots.' });
    await world.timers.pass(1_000);
    server.colleague({ title: 'Son titre' });
    store.submit('');
    await world.timers.pass(MINUTE);
    expect(post.state).toBe('draft');
    expect(server.requests.filter((name) => name.startsWith('submit'))).toHaveLength(1);
    expect(store.get()).toMatchObject({
      submission: 'none',
      draft: { text: 'Mes mots.', title: 'Son titre' },
    });
    store.submit('');
    await world.timers.pass(MINUTE);
    expect(post.state).toBe('in_review');
  });

  it('makes one draft, not two, when the answer to the first save is lost', async () => {
    const world = new World();
    const store = world.open();
    world.server.fates = ['lostAnswer', 'lostAnswer'];
    store.change({ text: 'Bonjour' });
    await world.timers.pass(1_000);
    store.change({ text: 'Bonjour à tous.' });
    await world.timers.pass(MINUTE);
    expect(world.server.posts.map(({ text }) => text)).toEqual(['Bonjour à tous.']);
    expect(store.get().status).toBe('saved');
  });

  it('keeps the key of a creation over a crash: what comes back makes no second post', async () => {
    const world = new World();
    world.server.fates = ['lostAnswer'];
    world.open().change({ text: 'Bonjour' });
    await world.timers.pass(800);
    world.crash();
    const store = world.open('me', null);
    expect(store.get()).toMatchObject({ draft: { text: 'Bonjour' }, restoredAt: expect.any(Number) });
    await world.timers.pass(MINUTE);
    expect(world.server.posts).toHaveLength(1);
    expect(world.device.entries.size).toBe(0);
  });

  it('knows its own words again when the answer was lost, and the second try found the session ended', async () => {
    const { world, store, server } = await opened();
    server.fates = ['lostAnswer'];
    store.change({ text: 'Mes mots.' });
    await world.timers.pass(800);
    server.signedIn = false;
    await world.timers.pass(MINUTE);
    store.change({ text: 'Mes mots, encore.' });
    server.signedIn = true;
    store.wake('signedOut');
    await world.timers.pass(MINUTE);
    expect(store.get()).toMatchObject({
      conflicts: [],
      status: 'saved',
      draft: { text: 'Mes mots, encore.' },
    });
  });

  it('keeps the text typed here when a colleague changes the date after a save that failed', async () => {
    const { world, store, server, post } = await opened();
    server.fates = ['serverError'];
    store.change({ text: 'Mes mots.' });
    await world.timers.pass(800);
    expect(store.get().status).toBe('failed');
    server.colleague({ schedule: localSchedule('2026-12-05') });
    store.adopt(server.find('post-1'));
    expect(store.get().draft).toMatchObject({ text: 'Mes mots.', schedule: localSchedule('2026-12-05') });
    await world.timers.pass(MINUTE);
    expect(post).toMatchObject({ text: 'Mes mots.', schedule: localSchedule('2026-12-05') });
    expect(store.get()).toMatchObject({ status: 'saved', conflicts: [], taken: ['schedule'] });
  });

  it('takes the lost answer to its own change for what it is, and says saved', async () => {
    const { world, store, server } = await opened();
    server.fates = ['lostAnswer'];
    store.change({ text: 'Mes mots.' });
    await world.timers.pass(MINUTE);
    expect(store.get()).toMatchObject({ status: 'saved', conflicts: [], failure: null });
    expect(world.device.entries.size).toBe(0);
  });

  it('announces no conflict when more was typed after a change whose answer was lost', async () => {
    const { world, store, server, post } = await opened();
    server.fates = ['lostAnswer', 'lostRequest'];
    store.change({ text: 'Mes' });
    await world.timers.pass(800);
    store.change({ text: 'Mes mots.' });
    await world.timers.pass(MINUTE);
    expect(store.get()).toMatchObject({ status: 'saved', conflicts: [] });
    expect(post.text).toBe('Mes mots.');
  });

  it('shows a refusal as one, does not try it again by itself, and saves once something else is typed', async () => {
    const { world, store, server, post } = await opened();
    server.fates = ['invalid'];
    store.change({ link: 'pas une adresse' });
    await world.timers.pass(MINUTE);
    expect(store.get()).toMatchObject({ status: 'failed', failure: { kind: 'refused', nextAt: null } });
    expect(server.requests).toHaveLength(1);
    expect(world.device.entries.size).toBe(1);
    store.change({ link: 'https://up.example' });
    await world.timers.pass(1_000);
    expect(store.get().status).toBe('saved');
    expect(post.link).toBe('https://up.example');
  });

  it('sends nothing for approval after a refusal that was corrected, unless it is asked again', async () => {
    const { world, store, server, post } = await opened();
    server.fates = ['invalid'];
    store.change({ link: 'pas une adresse' });
    store.submit('');
    await world.timers.pass(1_000);
    store.change({ link: '' });
    await world.timers.pass(MINUTE);
    expect(post.state).toBe('draft');
    expect(store.get()).toMatchObject({ submission: 'none' });
  });

  it('submits once when the answer to a submission is lost, over a crash too', async () => {
    const { world, store, server, post } = await opened();
    server.fates = ['lostAnswer'];
    store.submit('Pour mardi.');
    await world.timers.pass(100);
    world.crash();
    world.open();
    await world.timers.pass(MINUTE);
    expect(post.state).toBe('in_review');
    expect(server.submissions).toBe(1);
    expect(world.device.entries.size).toBe(0);
  });

  it('waits for the session, then goes on where it was', async () => {
    const { world, store, server, post } = await opened();
    server.signedIn = false;
    store.change({ text: 'Mes mots.' });
    await world.timers.pass(MINUTE);
    expect(store.get().failure?.kind).toBe('signedOut');
    expect(server.requests).toHaveLength(1);
    server.signedIn = true;
    store.wake('signedOut');
    await world.timers.pass(100);
    expect(post.text).toBe('Mes mots.');
  });

  it('keeps words for their owner: another person on the same device does not see them', async () => {
    const world = new World();
    world.server.signedIn = false;
    world.open('me').change({ text: 'À moi.' });
    await world.timers.pass(1_000);
    world.crash();
    world.server.signedIn = true;
    const other = world.open('somebody else', null);
    await world.timers.pass(MINUTE);
    expect(other.get().draft.text).toBe('');
    expect(world.server.posts).toEqual([]);
    world.crash();
    expect(world.open('me', null).get().draft.text).toBe('À moi.');
  });

  it('shows both when both changed the same words, and takes the one that is chosen', async () => {
    const { world, store, server, post } = await opened();
    server.colleague({ text: 'Sa version.', title: 'Son titre' });
    store.change({ text: 'Ma version.' });
    await world.timers.pass(1_000);
    expect(store.get()).toMatchObject({
      status: 'conflict',
      conflicts: ['text'],
      theirs: { text: 'Sa version.' },
    });
    expect(store.get().draft).toMatchObject({ text: 'Ma version.', title: 'Son titre' });
    store.takeTheirs();
    await world.timers.pass(100);
    expect(store.get()).toMatchObject({
      status: 'saved',
      draft: { text: 'Sa version.' },
      aside: { text: 'Ma version.' },
    });
    store.restoreMine();
    await world.timers.pass(100);
    expect(post.text).toBe('Ma version.');
  });

  it('does not forget over a crash that a choice is open', async () => {
    const { world, store, server, post } = await opened();
    server.colleague({ text: 'Sa version.' });
    store.change({ text: 'Ma version.' });
    await world.timers.pass(1_000);
    world.crash();
    const again = world.open();
    await world.timers.pass(MINUTE);
    expect(again.get()).toMatchObject({ status: 'conflict', draft: { text: 'Ma version.' } });
    expect(post.text).toBe('Sa version.');
  });

  it('does not withdraw a submission of a colleague by saving by itself', async () => {
    const { world, store, server, post } = await opened();
    server.fates = ['serverError'];
    store.change({ text: 'Mes mots.' });
    await world.timers.pass(800);
    await server.transport.submit('post-1', '', 'of the colleague', post.version);
    await world.timers.pass(MINUTE);
    expect(post.state).toBe('in_review');
    expect(store.get()).toMatchObject({ status: 'held', draft: { text: 'Mes mots.' } });
    store.release();
    await world.timers.pass(100);
    expect(post).toMatchObject({ state: 'draft', text: 'Mes mots.' });
  });

  it('keeps the text of a post that somebody deleted, and makes a new one of it when asked', async () => {
    const { world, store, server } = await opened();
    server.posts.length = 0;
    store.change({ text: 'Mes mots.' });
    await world.timers.pass(MINUTE);
    expect(store.get()).toMatchObject({
      status: 'failed',
      failure: { kind: 'gone' },
      draft: { text: 'Mes mots.' },
    });
    expect([...world.device.entries.values()]).toMatchObject([{ draft: { text: 'Mes mots.' } }]);
    store.startOver();
    await world.timers.pass(100);
    expect(server.posts).toMatchObject([{ text: 'Mes mots.' }]);
  });

  it('says when the device cannot keep the words, and saves them all the same', async () => {
    const { world, store } = await opened();
    world.device.full = true;
    world.server.fates = ['serverError'];
    store.change({ text: 'Mes mots.' });
    await world.timers.pass(800);
    expect(store.get()).toMatchObject({ onDevice: false, status: 'failed' });
    await world.timers.pass(MINUTE);
    expect(store.get().status).toBe('saved');
  });

  it('shows what the server made of a word, and does not send it for ever', async () => {
    const { world, store, server } = await opened();
    store.change({ title: '  Un titre ' });
    await world.timers.pass(MINUTE);
    expect(store.get().status).toBe('saved');
    expect(server.requests).toHaveLength(1);
  });
});
