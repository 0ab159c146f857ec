import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { resolveLocalSchedule, type LocalSchedule } from '#rules/kernel';
import type { Post } from '../../shared/api/types';
import { useWhen } from '../../shared/dates/use-when';
import { useZone } from '../../shared/session/use-me';
import { ErrorNote } from '../../shared/ui/notes';
import { PrimaryButton } from '../../shared/ui/primary-button';
import { ScheduleFields } from '../composer/schedule-fields';
import { saveSchedule } from '../../shared/api/save-schedule';
import { usePostAction } from './use-post-action';

/** Another date for a post; the approval stays. */
export function RescheduleForm({ post, onDone }: { post: Post; onDone: () => void }) {
  const { t } = useTranslation();
  const zone = useZone();
  const when = useWhen();
  const [localSchedule, setLocalSchedule] = useState<LocalSchedule | null>(post.schedule);
  const save = usePostAction(
    (wanted: LocalSchedule) => saveSchedule(post.id, post.state, wanted),
    t('post.scheduled'),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (localSchedule) save.mutate(localSchedule, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit}>
      <ScheduleFields
        value={localSchedule}
        zone={zone}
        disabled={false}
        clearable={false}
        onChange={setLocalSchedule}
      />
      <p>{localSchedule && when.localSchedule(localSchedule)}</p>
      {save.error && <ErrorNote error={save.error} />}
      <PrimaryButton
        type="submit"
        mt="sm"
        fullWidth
        loading={save.isPending}
        disabled={!localSchedule || !resolveLocalSchedule(localSchedule).ok}
      >
        {t('post.scheduleSet')}
      </PrimaryButton>
    </form>
  );
}
