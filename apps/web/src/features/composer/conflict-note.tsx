import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Note } from '../../shared/ui/notes';
import classes from './notices.module.css';
import type { DraftHandle } from './use-draft';
import { useFieldWords } from './use-field-words';

/** Two people changed the same member: shows both versions to choose from. */
export function ConflictNote({ store: { draft, theirs, conflicts, store } }: { store: DraftHandle }) {
  const { t } = useTranslation();
  const { nameOf, wordsOf } = useFieldWords();
  return (
    <div role="alert">
      <Note tone="amber">
        <strong>{t('post.conflictTitle')}</strong>
        <p>{t('post.conflict')}</p>
        {conflicts.map((path) => (
          <dl key={path} className={classes.both} aria-label={nameOf(path)}>
            <dt>
              {nameOf(path)} · {t('keeping.mine')}
            </dt>
            <dd dir="auto">{wordsOf(draft, path)}</dd>
            <dt>
              {nameOf(path)} · {t('keeping.theirs')}
            </dt>
            <dd dir="auto">{wordsOf(theirs, path)}</dd>
          </dl>
        ))}
        <Group gap="xs">
          <Button variant="default" onClick={store.keepMine}>
            {t('post.conflictMine')}
          </Button>
          <Button variant="default" onClick={store.takeTheirs}>
            {t('post.conflictTheirs')}
          </Button>
        </Group>
      </Note>
    </div>
  );
}
