import { useState, type ChangeEvent, type FocusEvent, type KeyboardEvent } from 'react';

interface TypedProps {
  value: string;
  /** Error of a text that cannot be read. */
  sentence: string;
  show: (value: string) => string;
  read: (typed: string) => string | null;
  /** Whether a text is accepted while it is typed; any other is read when the field is left. */
  isWhole: (typed: string) => boolean;
  onChange: (value: string) => void;
}

/**
 * A field whose value people type in any form; on leaving it shows the language's form. Unreadable text stays as
 * typed, with an error that keeps its form from being sent.
 */
export function useTyped({ value, sentence, show, read, isWhole, onChange }: TypedProps) {
  const [text, setText] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const forget = (): void => {
    setText(null);
    setWrong(false);
  };
  const take = (input: HTMLInputElement): void => {
    if (text === null) return;
    const got = text.trim() === '' ? '' : read(text);
    input.setCustomValidity(got === null ? sentence : '');
    if (got === null) return setWrong(true);
    forget();
    if (got !== value) onChange(got);
  };
  return {
    forget,
    input: {
      value: text ?? (value && show(value)),
      error: wrong && sentence,
      autoComplete: 'off',
      onChange: ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
        currentTarget.setCustomValidity('');
        setWrong(false);
        setText(currentTarget.value);
        const got = isWhole(currentTarget.value) ? read(currentTarget.value) : null;
        if (got !== null && got !== value) onChange(got);
      },
      onBlur: ({ currentTarget }: FocusEvent<HTMLInputElement>) => take(currentTarget),
      onKeyDown: ({ key, currentTarget }: KeyboardEvent<HTMLInputElement>) => {
        if (key === 'Enter') take(currentTarget);
      },
    },
  };
}
