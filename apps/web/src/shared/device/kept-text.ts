import { useEffect, useMemo, useState } from 'react';
import { useMe } from '../session/use-me';
import { deviceDatabase } from './database';
import { browserTimers } from '../saving/timers';
import { type Notes, TextKeeper } from './text-keeper';

const notes = async (): Promise<Notes> => {
  const database = await deviceDatabase();
  return {
    get: (id) => database.get('notes', id),
    put: (note) => database.put('notes', note),
    delete: (id) => database.delete('notes', id),
  };
};

/**
 * Text of a form, stored on the device until it is sent, so that closing a dialog, tab or session loses nothing.
 * @param form its key among the person's forms, e.g. `request-changes:<revision>`
 */
export function useKeptText(form: string) {
  const id = `${useMe().user.id}|${form}`;
  const [text, setText] = useState('');
  const keeper = useMemo(() => new TextKeeper(id, notes, browserTimers.now), [id]);
  useEffect(() => keeper.restore(setText), [keeper]);
  const type = (next: string): void => {
    setText(next);
    keeper.type(next);
  };
  return { text, type, forget: () => keeper.forget() };
}
