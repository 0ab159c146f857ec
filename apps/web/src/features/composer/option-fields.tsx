import { Select, Switch, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { capabilitiesOf, isFor, lengthOf, type OptionRule } from '#rules/platforms';
import { localeOf } from '../../shared/dates/format';
import { useLanguage } from '../../shared/i18n/use-language';
import { queries } from '../../shared/queries';
import { ProblemList } from './problem-list';
import type { Composed } from './composition';
import classes from './composer.module.css';

type Options = Record<string, string | boolean | number>;

interface FieldsProps {
  composed: Composed;
  values: Options;
  disabled: boolean;
  onChange: (options: Options) => void;
}

/** The network's own options, built from its capabilities. Nothing is preselected. */
export function OptionFields({ composed, values, disabled, onChange }: FieldsProps) {
  const { t } = useTranslation();
  const { platform } = composed.channel;
  const network = capabilitiesOf(platform);
  // What is chosen for another type of post is shown until it is taken back.
  const rules = network.options.filter(
    (rule) => isFor(network, rule, composed.content) || values[rule.key] !== undefined,
  );
  if (rules.length === 0) return null;
  const set = (key: string, value: string | boolean): void => {
    const next = { ...values, [key]: value };
    if (value === '') delete next[key];
    onChange(next);
  };
  return (
    <fieldset className={classes.options}>
      <legend>{t('post.options', { network: t(`platform.${platform}`) })}</legend>
      {rules.map((rule) => (
        <div key={rule.key}>
          <Field
            channelId={composed.channel.id}
            rule={rule}
            value={values[rule.key]}
            placeholder={composed.content.options[rule.key]}
            disabled={disabled}
            onChange={(value) => set(rule.key, value)}
          />
          <ProblemList of={[composed]} path={({ path }) => path === `options.${rule.key}`} />
        </div>
      ))}
    </fieldset>
  );
}

interface FieldProps {
  channelId: string;
  rule: OptionRule;
  /** What goes out while nothing is written. */
  placeholder: unknown;
  value: string | boolean | number | undefined;
  disabled: boolean;
  onChange: (value: string | boolean) => void;
}

function Field({ channelId, rule, value, placeholder, disabled, onChange }: FieldProps) {
  const { t, i18n } = useTranslation();
  // The server may have an option that these catalogues do not name: its key is shown.
  const label = i18n.exists(`post.option.${rule.key}`)
    ? t(`post.option.${rule.key}` as 'post.option.linkTitle')
    : rule.key;
  if (rule.kind === 'boolean') {
    return (
      <Switch
        label={label}
        disabled={disabled}
        checked={typeof value === 'boolean' ? value : rule.default}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  }
  const text = typeof value === 'string' ? value : '';
  if (rule.kind === 'text') {
    const Input = rule.lines ? Textarea : TextInput;
    return (
      <Input
        label={label}
        dir="auto"
        description={<Count count={lengthOf(rule, text)} limit={rule.max} />}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        {...(rule.lines ? { autosize: true, minRows: 2, maxRows: 8 } : {})}
        {...(typeof placeholder === 'string' ? { placeholder } : {})}
        readOnly={disabled}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  if (rule.kind === 'listed') {
    return <Listed {...{ channelId, option: rule.key, label, value: text, disabled, onChange }} />;
  }
  return (
    <Select
      label={label}
      placeholder={t('post.choose')}
      disabled={disabled}
      value={text || (typeof placeholder === 'string' ? placeholder : rule.default)}
      onChange={(next) => onChange(next ?? '')}
      data={rule.values.map((v) => ({
        value: v,
        label: t(`post.optionValue.${v}` as 'post.optionValue.SELF_ONLY'),
      }))}
    />
  );
}

interface ListedProps {
  channelId: string;
  option: string;
  label: string;
  value: string;
  disabled: boolean;
  onChange: (value: string) => void;
}

/** One of the account's own boards or playlists, by its name on the network. */
function Listed({ channelId, option, label, value, disabled, onChange }: ListedProps) {
  const { t } = useTranslation();
  const { data, isPending, isError } = useQuery(queries.entries(channelId, option));
  const known = (data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  // What was chosen stays chosen while the list is not there, and when the network has it no more.
  const chosen = value && !known.some((entry) => entry.value === value) ? [{ value, label: value }] : [];
  return (
    <Select
      label={label}
      placeholder={isPending ? t('loading') : t('post.choose')}
      {...(isError ? { error: t('post.listUnread') } : {})}
      disabled={disabled}
      searchable
      clearable
      value={value || null}
      onChange={(next) => onChange(next ?? '')}
      data={[...chosen, ...known]}
    />
  );
}

/** Used share of a network's limit. A text that is too long is reported, not cut. */
function Count({ count, limit }: { count: number; limit: number }) {
  const { t } = useTranslation();
  const number = new Intl.NumberFormat(localeOf(useLanguage()));
  const values = { count, limit };
  return (
    <span className={classes.optionCount} data-over={count > limit || undefined}>
      <span className="tabular" aria-hidden>{`${number.format(count)} / ${number.format(limit)}`}</span>
      <span className="visually-hidden">{t('field.countWords', values)}</span>
    </span>
  );
}
