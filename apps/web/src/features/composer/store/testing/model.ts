import { fieldsOf, same, type Path } from '../fields';
import type { DraftState } from '../state';
import type { Command } from './commands';
import { settle, World } from './world';

type Field = 'text' | 'title';

/** Runs commands against the store and checks the invariants. */
export class Model {
  private readonly world = new World();
  private count = 0;
  /** The last text typed into each field, until the person discards it. */
  private readonly typed = new Map<Field, string>();
  /** Submission pressed, and no refusal shown yet. */
  private pressed = false;
  private presses = 0;

  async run(commands: readonly Command[]): Promise<void> {
    this.reopen();
    for (const command of commands) {
      this.perform(command);
      await this.world.timers.pass(command.do === 'wait' ? command.ms : 0);
      this.check();
    }
    await this.end();
  }

  private perform(command: Command): void {
    const { world } = this;
    const { server, store } = world;
    switch (command.do) {
      case 'type':
        return this.type(command.field);
      case 'answers':
        return void (server.fates = [...command.fates]);
      case 'slow':
        return void (server.slow = 1);
      case 'letGo':
        return server.release();
      case 'colleague': {
        const value = `hers ${++this.count}`;
        const schedule = {
          localTime: `2027-01-01T09:${String(this.count % 60).padStart(2, '0')}`,
          timeZone: 'Europe/Paris',
        };
        return server.colleague(command.field === 'schedule' ? { schedule } : { [command.field]: value });
      }
      case 'colleagueSubmits':
        return server.colleagueSubmits();
      case 'arrives':
        return server.posts[0] && store?.adopt(server.find(server.posts[0].id));
      case 'submit':
        return this.press();
      case 'close':
        return store?.saveNow();
      case 'crash':
        return world.crash();
      case 'reopen':
        return this.reopen();
      case 'sessionEnds':
        return void (server.signedIn = false);
      case 'signIn':
        server.signedIn = true;
        return store?.wake('signedOut');
      case 'choose':
        return this.choose(command.mine);
      case 'editAnyway':
        return store?.release();
      case 'wait':
        return;
    }
  }

  private type(field: Field): void {
    const { store } = this.world;
    // The screen's fields are disabled during a submission, and before "edit anyway".
    if (!store || store.get().submission !== 'none' || isLocked(store.get())) return;
    const value = `mine ${++this.count}`;
    this.typed.set(field, value);
    store.change({ [field]: value });
  }

  private press(): void {
    const { store } = this.world;
    if (!store || isLocked(store.get()) || fieldsOf(store.get().draft).size === 0) return;
    if (store.get().submission === 'none') this.presses++;
    this.pressed = true;
    store.submit('');
  }

  private reopen(): void {
    // A draft that is still open in this page is shown again, not opened a second time.
    if (this.world.store) return;
    this.world.open().subscribe(() => {
      if (this.world.store?.get().submissionError) this.pressed = false;
    });
  }

  private choose(mine: boolean): void {
    const { store } = this.world;
    if (!store || store.get().conflicts.length === 0) return;
    if (mine) return store.keepMine();
    for (const path of store.get().conflicts) this.typed.delete(path as Field);
    store.takeTheirs();
  }

  /** Checks the invariants. */
  private check(): void {
    const { server, store, device } = this.world;
    if (server.posts.length > 1) throw new Error('a post was made twice');
    if (this.world.overlaps > 0) throw new Error('two requests at once');
    if (server.mySubmissions > this.presses) throw new Error('a submission was sent twice');
    for (const [field, words] of this.typed) {
      const onServer = server.history.some(({ draft }) => draft[field] === words);
      const onDevice = [...device.entries.values()].some(({ draft }) => draft[field] === words);
      const onScreen = store?.get().draft[field] === words;
      if (!onServer && !onDevice && !onScreen) throw new Error(`lost: ${field} “${words}”`);
      if (!onServer && !onDevice) throw new Error(`only on screen: ${field} “${words}”`);
    }
    if (store) this.checkShown(store.get());
  }

  private checkShown({ status, post, draft, conflicts, theirs }: DraftState): void {
    const { history } = this.world.server;
    if (status === 'saved') {
      const there = history.find(({ version }) => version === post?.version);
      if (!there || !sameContent(there.draft, draft)) throw new Error('shown as saved, and is not');
    }
    for (const path of conflicts) {
      const value = fieldsOf(theirs).get(path);
      const hers = this.world.server.hers.some((written) => same(written[path], value));
      if (!hers) throw new Error(`a conflict that is none: ${path}`);
    }
  }

  /** The connection works, the person is signed in and answers questions: everything must be saved in the end. */
  private async end(): Promise<void> {
    const { server, timers, device } = this.world;
    server.fates = [];
    server.release();
    server.signedIn = true;
    this.reopen();
    for (let round = 0; round < 6; round++) {
      await timers.pass(120_000);
      const { store } = this.world;
      store?.wake();
      store?.keepMine();
      if (store?.get().status === 'held' || store?.get().submission === 'waiting') store.release();
      await settle();
      this.check();
    }
    const state = this.world.store?.get();
    if (!this.world.store?.isDone()) throw new Error(`never came to rest: ${state?.status}`);
    if (device.entries.size > 0) throw new Error('the device still holds what the server has');
    if (this.pressed && server.submissions === 0) throw new Error('a submission was lost');
  }
}

const isLocked = ({ post, status }: DraftState): boolean =>
  status === 'held' || (post?.editSendsBack ?? false);

const sameContent = (a: DraftState['draft'], b: DraftState['draft']): boolean => {
  const [left, right] = [fieldsOf(a), fieldsOf(b)];
  const paths: Path[] = [...left.keys(), ...right.keys()];
  return paths.every((path) => same(left.get(path), right.get(path)));
};
