import { ActionIcon } from '@mantine/core';
import { IconArrowsDiagonal, IconX } from '@tabler/icons-react';
import { useContext, useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StateBadge, type ShownState } from '../../shared/ui/state-icon';
import { useTitle } from '../../shared/ui/use-title';
import { PanelContext } from '../../shared/ui/resizable-panel';
import classes from './post-frame.module.css';

interface FrameProps {
  title: string;
  state: ShownState | null;
  aside?: ReactNode;
  footer?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** The panel's header, scrolling body and footer. Escape closes it. */
export function PostFrame({ title, state, aside, footer, onClose, children }: FrameProps) {
  const { t } = useTranslation();
  useTitle(title);
  const { wide, setWide } = useContext(PanelContext);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    // Menus and dialogs above the panel close first: they stop the event or mark it as handled.
    if (
      event.key === 'Escape' &&
      !event.defaultPrevented &&
      event.currentTarget.contains(event.target as Node)
    ) {
      onClose();
    }
  };
  return (
    <section className={classes.frame} aria-label={t('post.panel')} onKeyDown={onKeyDown}>
      <header className={classes.head}>
        <div className={classes.titles}>
          <h2 ref={heading} tabIndex={-1} className={classes.title} dir="auto">
            {title}
          </h2>
          <div className={classes.facts}>
            {state && <StateBadge state={state} />}
            {aside}
          </div>
        </div>
        <ActionIcon
          className={classes.widen}
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t(wide ? 'shrink' : 'expand')}
          onClick={() => setWide(!wide)}
        >
          <IconArrowsDiagonal size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('close')} onClick={onClose}>
          <IconX size={20} aria-hidden />
        </ActionIcon>
      </header>
      <div className={classes.body}>{children}</div>
      {footer && <footer className={classes.foot}>{footer}</footer>}
    </section>
  );
}
