import { TextInput, type TextInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { readTime } from '../dates/read-time';
import { useTyped } from './use-typed';

interface TimeFieldProps extends Omit<TextInputProps, 'value' | 'onChange' | 'error'> {
  /** `HH:mm`, or empty. */
  value: string;
  onChange: (value: string) => void;
}

/** A time in 24 hours, as in all sentences, rather than in the browser's format; typed in any form, AM and PM too. */
export function TimeField({ value, onChange, ...props }: TimeFieldProps) {
  const { t } = useTranslation();
  const { input } = useTyped({
    value,
    sentence: t('field.time'),
    show: (time) => time,
    read: readTime,
    isWhole: (typed) => /^(\d{2}:\d{2}|\d{1,2}:\d{2} ?[ap]m)$/i.test(typed),
    onChange,
  });
  return <TextInput className="tabular" {...props} {...input} />;
}
