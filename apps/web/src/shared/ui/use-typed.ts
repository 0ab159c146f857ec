import { useState, type ChangeEvent, type FocusEvent, type KeyboardEvent } from 'react';

interface TypedProps {
  value: string;
  /** What is wrong with what cannot be read. */
  sentence: string;
  show: (value: string) => string;
  read: (typed: string) => string | null;
  /** Whether it is taken while it is typed; everything else waits until the field is left. */
  isWhole: (typed: string) => boolean;
  onChange: (value: string) => void;
}

/**
 * A field that takes a value as people type it and writes it as the language does once it is left. What cannot be read
 * stays as it was typed, with a sentence, and holds its form back.
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
