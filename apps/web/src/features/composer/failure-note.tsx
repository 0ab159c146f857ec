import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../shared/api/use-error-text';
import { copyText } from '../../shared/device/clipboard';
import { Note } from '../../shared/ui/notes';
import type { Draft } from './draft';
import type { DraftHandle } from './use-draft';

/** All text of a draft, to copy elsewhere. */
const wordsOf = (draft: Draft): string =>
  [
    draft.title,
    draft.text,
    ...Object.values(draft.variants).flatMap(({ text, firstComment }) => [text, firstComment]),
    draft.link,
  ]
    .filter(Boolean)
    .join('\n\n');

/** Copies all text when it can no longer be saved. */
function CopyWords({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const copy = async (): Promise<void> => {
    if (await copyText(wordsOf(draft))) notifications.show({ color: 'gray', message: t('copied') });
  };
  return (
    <Button variant="default" onClick={() => void copy()}>
      {t('keeping.copy')}
    </Button>
  );
}

/** Why the text is not saved, that it is safe on the device, and what can be done. */
export function FailureNote({ store: { draft, failure, onDevice, store } }: { store: DraftHandle }) {
  const { t } = useTranslation();
  const sentence = useErrorText();
  if (!failure || failure.kind === 'signedOut' || failure.kind === 'stale') return null;
  const { kind } = failure;
  if (kind === 'passing') {
    return (
      <Note tone="amber">
        <p>{t(onDevice ? 'keeping.passing' : 'keeping.passingNoDevice')}</p>
        <Button variant="default" onClick={() => store.wake()}>
          {t('keeping.retryNow')}
        </Button>
      </Note>
    );
  }
  return (
    <div role="alert">
      <Note tone="amber">
        <strong>{kind === 'refused' ? sentence(failure.error) : t(`keeping.failed.${kind}`)}</strong>
        <p>{t(kind === 'refused' ? 'keeping.refused' : 'keeping.stuck')}</p>
        <Group gap="xs">
          <CopyWords draft={draft} />
          {kind === 'refused' ? (
            <Button variant="default" onClick={() => store.wake()}>
              {t('retry')}
            </Button>
          ) : (
            <Button variant="default" onClick={store.startOver}>
              {t('keeping.startOver')}
            </Button>
          )}
        </Group>
      </Note>
    </div>
  );
}

/** The post was decided or published without this text, which can be copied. */
export function FinalNote({ store: { draft, status, store } }: { store: DraftHandle }) {
  const { t } = useTranslation();
  if (status !== 'held') return null;
  return (
    <>
      <p>{t('keeping.final')}</p>
      <Group gap="xs">
        <CopyWords draft={draft} />
        <Button variant="default" onClick={store.startOver}>
          {t('keeping.startOver')}
        </Button>
      </Group>
    </>
  );
}
