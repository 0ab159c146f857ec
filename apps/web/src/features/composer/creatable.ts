import type { ComboboxItem, OptionsFilter } from '@mantine/core';

/** Value of the choice that makes what was typed. */
const CREATE = '$create';

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** The choices of a list, and one that adds what was typed when none of them is called so. */
export function withCreate(
  choices: ComboboxItem[],
  typed: string,
  label: (name: string) => string,
): ComboboxItem[] {
  const name = typed.trim();
  if (!name || choices.some((choice) => same(choice.label, name))) return choices;
  return [...choices, { value: CREATE, label: label(name) }];
}

/** Whether that choice was taken. */
export const isCreate = (value: string | null): boolean => value === CREATE;

/** The choices whose name holds what was typed; making a new one is always among them. */
export const matching: OptionsFilter = ({ options, search }) =>
  options.filter(
    (option) =>
      'group' in option ||
      isCreate(option.value) ||
      option.label.toLowerCase().includes(search.trim().toLowerCase()),
  );
