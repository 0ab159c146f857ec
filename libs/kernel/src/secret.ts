import { inspect } from 'node:util';

/**
 * A value that cannot be printed by accident: string conversion, JSON and inspection all give `[secret]`. Only
 * `reveal()` returns it, so that every use can be found by that name.
 */
export class Secret<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}
