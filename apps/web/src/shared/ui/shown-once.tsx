import { Button, Code } from '@mantine/core';
import { CopyButton } from './copy-button';
import { useTranslation } from 'react-i18next';
import { Note } from './notes';
import classes from './shown-once.module.css';

/** A secret that is shown once, with what to do about it. */
export function ShownOnce({ value, children }: { value: string; children: string }) {
  const { t } = useTranslation();
  return (
    <>
      <Code block className={classes.value}>
        {value}
      </Code>
      <Note tone="amber">{children}</Note>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {t(copied ? 'copied' : 'copy')}
          </Button>
        )}
      </CopyButton>
    </>
  );
}
