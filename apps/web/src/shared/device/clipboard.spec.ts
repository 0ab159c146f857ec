import { beforeEach, describe, expect, it } from '@jest/globals';
import { copyText } from './clipboard';

class Element {
  readonly children: Element[] = [];
  readonly style: Record<string, string> = {};
  value = '';
  readOnly = false;
  parent: Element | null = null;
  constructor(readonly role = '') {}
  append(child: Element): void {
    child.parent = this;
    this.children.push(child);
  }
  remove(): void {
    this.parent?.children.splice(this.parent.children.indexOf(this), 1);
  }
  closest(): Element | null {
    return this.role === 'dialog' ? this : (this.parent?.closest() ?? null);
  }
  select(): void {
    page.selected = this;
    this.focus();
  }
  focus(): void {
    page.document.activeElement = this;
  }
}

/** What a page has of it: what is selected, and what was copied and from where. */
let page: {
  document: {
    body: Element;
    activeElement: Element | null;
    createElement: () => Element;
    execCommand: ((command: string) => boolean) | undefined;
  };
  selected: Element | null;
  copied: string[];
  from: (Element | null)[];
};
beforeEach(() => {
  const body = new Element();
  page = {
    document: {
      body,
      activeElement: null,
      createElement: () => new Element(),
      execCommand: (command) => {
        if (command === 'copy' && page.selected?.parent) page.copied.push(page.selected.value);
        page.from.push(page.selected?.parent ?? null);
        return true;
      },
    },
    selected: null,
    copied: [],
    from: [],
  };
  Reflect.set(globalThis, 'document', page.document);
  Reflect.set(globalThis, 'HTMLElement', Element);
  has(undefined);
});
const has = (clipboard: unknown): void =>
  void Object.defineProperty(globalThis, 'navigator', { value: { clipboard }, configurable: true });

describe('copying a text', () => {
  it('is the browser’s own work where it has a clipboard', async () => {
    const written: string[] = [];
    has({ writeText: async (text: string) => void written.push(text) });
    expect(await copyText('https://lineup.test/invitation/1')).toBe(true);
    expect([written, page.copied]).toEqual([['https://lineup.test/invitation/1'], []]);
  });

  it.each([
    ['over plain http, where there is none', undefined],
    ['where it may not be written to', { writeText: () => Promise.reject(new Error('NotAllowedError')) }],
  ])('is done by a selection %s', async (_, clipboard) => {
    has(clipboard);
    expect(await copyText('deux\nlignes')).toBe(true);
    expect(page.copied).toEqual(['deux\nlignes']);
    expect(page.document.body.children).toEqual([]);
  });

  it('selects inside the dialog that keeps the focus, and gives it back', async () => {
    const [dialog, button] = [new Element('dialog'), new Element()];
    page.document.body.append(dialog);
    dialog.append(button);
    button.focus();
    expect(await copyText('un lien')).toBe(true);
    expect([page.from, page.document.activeElement, dialog.children]).toEqual([[dialog], button, [button]]);
  });

  it.each([
    ['says no', () => false],
    [
      'fails',
      () => {
        throw new Error('SecurityError');
      },
    ],
    ['cannot do it any more', undefined],
  ])('left a field in the page when the browser %s, and says that nothing was copied', async (_, command) => {
    page.document.execCommand = command;
    const button = new Element();
    page.document.body.append(button);
    button.focus();
    expect(await copyText('un lien')).toBe(false);
    expect([page.document.body.children, page.document.activeElement]).toEqual([[button], button]);
  });
});
