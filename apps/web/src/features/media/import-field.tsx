import { Button, Group, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '../../shared/api/client';
import type { Media } from '../../shared/api/types';
import { useErrorText } from '../../shared/api/use-error-text';
import { stale, useMarkStale } from '../../shared/queries';

interface ImportProps {
  /** Called with the medium that was imported, or existed already. */
  onImported?: (medium: Media) => void;
  /** Establishment of the medium; the person's topmost when absent. */
  establishmentId?: string | undefined;
}

/** Imports a picture or video from an address; an error is shown under the field, and the address stays. */
export function ImportField({ onImported, establishmentId }: ImportProps) {
  const { t } = useTranslation();
  const mark = useMarkStale();
  const sentence = useErrorText();
  const [url, setUrl] = useState('');
  const fetched = useMutation({
    mutationFn: (address: string) =>
      unwrap(
        api.POST('/api/v1/media/import', {
          body: { url: address, altText: '', ...(establishmentId && { establishmentId }) },
        }),
      ),
    onSuccess: (medium) => {
      setUrl('');
      onImported?.(medium);
      void mark(stale.libraryChanged());
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // Must not submit the post's form when this field is in a dialog over it.
    event.stopPropagation();
    fetched.mutate(url.trim());
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="xs" mb="md">
        <TextInput
          flex={1}
          maw={560}
          type="url"
          label={t('media.fromAddress')}
          placeholder="https://"
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
          error={fetched.error ? sentence(fetched.error) : undefined}
          inputWrapperOrder={['label', 'error', 'input']}
        />
        <Button type="submit" variant="default" loading={fetched.isPending} disabled={url.trim() === ''}>
          {t('media.fetch')}
        </Button>
      </Group>
    </form>
  );
}
