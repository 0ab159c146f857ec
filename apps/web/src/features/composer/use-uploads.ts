import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Media } from '../../shared/api/types';
import { newId } from '../../shared/device/ids';
import { markStale, queries, stale } from '../../shared/queries';
import { uploadMedia } from './upload';

export interface Upload {
  key: string;
  name: string;
  percent: number;
  error: unknown;
}

/**
 * Uploads with their progress; refused ones stay until dismissed.
 * @param establishmentId establishment of the media; the person's topmost when absent
 */
export function useUploads(onDone: (media: Media) => void, establishmentId?: string) {
  const client = useQueryClient();
  const [uploads, setUploads] = useState<Upload[]>([]);
  const patch = (key: string, values: Partial<Upload>): void =>
    setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, ...values } : upload)));
  const dismiss = (key: string): void => setUploads((all) => all.filter((upload) => upload.key !== key));

  const send = async (file: File): Promise<void> => {
    const key = newId();
    setUploads((all) => [...all, { key, name: file.name, percent: 0, error: null }]);
    try {
      const media = await uploadMedia(file, (percent) => patch(key, { percent }), establishmentId);
      client.setQueryData(queries.medium(media.id).queryKey, media);
      void markStale(client, stale.libraryChanged());
      onDone(media);
      dismiss(key);
    } catch (error) {
      patch(key, { error });
    }
  };
  /** One at a time, so that the media keep the chosen order. */
  const add = async (files: Iterable<File>): Promise<void> => {
    for (const file of files) await send(file);
  };
  return { uploads, add, dismiss };
}
