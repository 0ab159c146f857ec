import type { KeptNote } from './database';

/** Where the device keeps the texts of forms. */
export interface Notes {
  get(id: string): Promise<KeptNote | undefined>;
  put(note: KeptNote): Promise<unknown>;
  delete(id: string): Promise<unknown>;
}

/** The text of one form on the device. A device that refuses is ignored: the text is still on screen. */
export class TextKeeper {
  private typed = false;

  /** @param open reaches the device's notes; may fail, and succeed later */
  constructor(
    private readonly id: string,
    private readonly open: () => Promise<Notes>,
    private readonly now: () => number,
  ) {}

  /**
   * Shows what was left there, or an empty text, unless something has been typed meanwhile.
   * @returns a function after which nothing is shown any more
   */
  restore(show: (text: string) => void): () => void {
    let left = false;
    this.quietly(async (notes) => {
      const note = await notes.get(this.id);
      if (!left && !this.typed) show(note?.text ?? '');
    });
    return () => {
      left = true;
    };
  }

  /** Keeps what is on screen; of an empty text, nothing. */
  type(text: string): void {
    this.typed = true;
    if (text === '') this.forget();
    else this.quietly((notes) => notes.put({ id: this.id, text, at: this.now() }));
  }

  /** It was sent. */
  forget(): void {
    this.quietly((notes) => notes.delete(this.id));
  }

  private quietly(work: (notes: Notes) => Promise<unknown>): void {
    void this.open()
      .then(work)
      .catch(() => undefined);
  }
}
