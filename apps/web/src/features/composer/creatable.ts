import type { ComboboxItem, OptionsFilter } from '@mantine/core';

/** Value of the option that creates what was typed. */
const CREATE = '$create';

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** The options of a list, and one that creates what was typed when no option has that name. */
export function withCreate(
  choices: ComboboxItem[],
  typed: string,
  label: (name: string) => string,
): ComboboxItem[] {
  const name = typed.trim();
  if (!name || choices.some((choice) => same(choice.label, name))) return choices;
  return [...choices, { value: CREATE, label: label(name) }];
}

/** Whether that option was chosen. */
export const isCreate = (value: string | null): boolean => value === CREATE;

/** The options whose name contains what was typed, and always the one that creates it. */
export const matching: OptionsFilter = ({ options, search }) =>
  options.filter(
    (option) =>
      'group' in option ||
      isCreate(option.value) ||
      option.label.toLowerCase().includes(search.trim().toLowerCase()),
  );
