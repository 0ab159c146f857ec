import { Checkbox, MultiSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LONGEST_SEARCH, POST_STATES } from '#rules/posts';
import { StateIcon } from '../../shared/ui/state-icon';
import { statesOf } from '../calendar/address';
import type { ListState } from './address';
import classes from './posts.module.css';

const PAUSE_MS = 300;

interface FiltersProps {
  state: ListState;
  change: (to: Partial<ListState>) => void;
}

/** Filters of the list: words, states, and whether there is a date. */
export function ListFilters({ state, change }: FiltersProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.filters} role="search">
      <SearchField value={state.q} onChange={(q) => change({ q })} />
      <MultiSelect
        className={classes.states}
        label={t('desk.state')}
        placeholder={state.states.length === 0 ? t('desk.allStates') : ''}
        data={POST_STATES.map((value) => ({ value, label: t(`state.${value}`) }))}
        renderOption={({ option }) => (
          <span className={classes.option}>
            {statesOf(option.value).map((value) => (
              <StateIcon key={value} state={value} />
            ))}
            {option.label}
          </span>
        )}
        value={state.states}
        onChange={(states) => change({ states: statesOf(states.join()) })}
        clearable
      />
      <Checkbox
        className={classes.undated}
        label={t('desk.onlyUndated')}
        checked={state.undated}
        onChange={(event) => change({ undated: event.currentTarget.checked })}
      />
    </div>
  );
}

/** Searches after a pause in typing; shows the address's words, e.g. after Back. */
function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  if (value !== known) {
    setKnown(value);
    if (value !== typed.trim()) setTyped(value);
  }
  const send = useDebouncedCallback((text: string) => onChange(text.trim()), PAUSE_MS);
  return (
    <TextInput
      className={classes.search}
      type="search"
      dir="auto"
      label={t('desk.search')}
      placeholder={t('desk.searchHint')}
      leftSection={<IconSearch size={16} aria-hidden />}
      maxLength={LONGEST_SEARCH}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        send(event.currentTarget.value);
      }}
    />
  );
}
