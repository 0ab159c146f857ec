import { useEffect, useRef, useState } from 'react';
import { useMe } from '../session/use-me';
import { deviceDatabase } from './database';

/** Ignores a device that refuses to store: the text is still on screen. */
const quietly = (work: Promise<unknown>): void => void work.catch(() => undefined);

/**
 * Text of a form, stored on the device until it is sent, so that closing a dialog, tab or session loses nothing.
 * @param form its key among the person's forms, e.g. `request-changes:<revision>`
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
