import { useState } from 'react';
import type { Channel, Establishment } from '../../../shared/api/types';
import type { components } from '../../../shared/api/schema';
import { type Choice, proposed } from './choice';
import { suggester } from './suggest';

type Consent = components['schemas']['ConsentedAccounts'];

const nameOf = (id: string): string => `lineup.choice.${id}`;

function kept(id: string): Choice | null {
  const text = sessionStorage.getItem(nameOf(id));
  return text === null ? null : (JSON.parse(text) as Choice);
}

/** The person's choice of accounts; it survives that the page is loaded again. */
export function useChoice(
  { id, accounts }: Consent,
  establishments: readonly Establishment[],
  channels: readonly Channel[],
  wanted: string | null,
) {
  const [choice, setChoice] = useState<Choice>(() => {
    const waiting = channels.filter(({ state }) => state === 'reconnect_needed');
    const [only] = establishments;
    const suggest = suggester(establishments);
    return (
      kept(id) ??
      proposed(
        accounts,
        new Set(waiting.map((channel) => channel.id)),
        (name) => suggest(name) ?? (establishments.length === 1 && only ? only.id : null),
        wanted,
      )
    );
  });
  const change = (next: Choice): void => {
    setChoice(next);
    sessionStorage.setItem(nameOf(id), JSON.stringify(next));
  };
  return { choice, change, forget: () => sessionStorage.removeItem(nameOf(id)) };
}
