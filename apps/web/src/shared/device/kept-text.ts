import { useEffect, useRef, useState } from 'react';
import { useMe } from '../session/use-me';
import { deviceDatabase } from './database';

/** A device that refuses keeps nothing; what is typed is on screen all the same. */
const quietly = (work: Promise<unknown>): void => void work.catch(() => undefined);

/**
 * What a person types into a form, kept on the device until it was sent: a closed dialog, tab or session costs no word.
 * @param form names it among the person's own, e.g. `request-changes:<revision>`
 */
export function useKeptText(form: string) {
  const id = `${useMe().user.id}|${form}`;
  const [text, setText] = useState('');
  const typed = useRef(false);
  useEffect(() => {
    let left = false;
    quietly(
      deviceDatabase()
        .then((database) => database.get('notes', id))
        .then((note) => {
          if (note && !left && !typed.current) setText(note.text);
        }),
    );
    return () => {
      left = true;
    };
  }, [id]);

  const forget = (): void => quietly(deviceDatabase().then((database) => database.delete('notes', id)));
  const type = (next: string): void => {
    typed.current = true;
    setText(next);
    if (next === '') return forget();
    quietly(deviceDatabase().then((database) => database.put('notes', { id, text: next, at: Date.now() })));
  };
  return { text, type, forget };
}
