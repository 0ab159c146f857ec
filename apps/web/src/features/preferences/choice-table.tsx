import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { NotificationPreferences } from '../../shared/api/types';
import classes from './preferences.module.css';

type Choice = NotificationPreferences['choices'][number];

interface ChoiceTableProps {
  choices: Choice[];
  /** Whether a mail server is configured. */
  mail: boolean;
  onChange: (choice: Choice) => void;
}

/** One row per kind of notification, one column per place. */
export function ChoiceTable({ choices, mail, onChange }: ChoiceTableProps) {
  const { t } = useTranslation();
  const places = mail ? (['inApp', 'email'] as const) : (['inApp'] as const);
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('preferences.what')}</th>
          {places.map((place) => (
            <th key={place} scope="col" className={classes.place}>
              {t(`preferences.${place}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {choices.map((choice) => {
          const what = t(`preferences.kind.${choice.kind}`);
          return (
            <tr key={choice.kind}>
              <th scope="row">{what}</th>
              {places.map((place) => (
                <td key={place} className={classes.place}>
                  <Checkbox
                    classNames={{ root: classes.check }}
                    size="md"
                    aria-label={t('preferences.pair', { what, where: t(`preferences.${place}`) })}
                    checked={choice[place]}
                    onChange={(event) => onChange({ ...choice, [place]: event.currentTarget.checked })}
                  />
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
