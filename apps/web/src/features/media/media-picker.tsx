import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ErrorNote, Rows } from '../../shared/ui/notes';
import { ImportField } from './import-field';
import classes from './media.module.css';
import { Thumb } from './thumb';
import { useLibrary } from './use-library';

interface PickerProps {
  opened: boolean;
  chosen: readonly string[];
  onToggle: (id: string) => void;
  onClose: () => void;
}

/** Chooses media from the library; several before closing, also by import. */
export function MediaPicker({ opened, chosen, onToggle, onClose }: PickerProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="xl"
      title={t('post.mediaLibrary')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <ImportField
        onImported={({ id }) => {
          if (!chosen.includes(id)) onToggle(id);
        }}
      />
      <Choices chosen={chosen} onToggle={onToggle} />
      <Button mt="md" fullWidth variant="default" onClick={onClose}>
        {t('close')}
      </Button>
    </Modal>
  );
}

function Choices({ chosen, onToggle }: Pick<PickerProps, 'chosen' | 'onToggle'>) {
  const { t } = useTranslation();
  const library = useLibrary(null);
  if (library.error) return <ErrorNote error={library.error} onRetry={() => void library.refetch()} />;
  if (!library.data) return <Rows count={2} height={140} />;
  const media = library.data.pages.flatMap((page) => page.items);
  return (
    <>
      {media.length === 0 && <p>{t('media.empty')}</p>}
      <div className={classes.grid}>
        {media.map((medium) => (
          <button
            key={medium.id}
            type="button"
            className={classes.choice}
            aria-pressed={chosen.includes(medium.id)}
            onClick={() => onToggle(medium.id)}
          >
            <Thumb medium={medium} />
            <span className={classes.name}>{medium.altText || medium.name}</span>
            {chosen.includes(medium.id) && <span className={classes.chosen}>{t('media.chosen')}</span>}
          </button>
        ))}
      </div>
      {library.hasNextPage && (
        <Button mt="md" variant="default" onClick={() => void library.fetchNextPage()}>
          {t('loadMore')}
        </Button>
      )}
    </>
  );
}
