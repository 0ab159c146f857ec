import { Button, type ButtonProps, type ElementProps } from '@mantine/core';
import { Link, type To } from 'react-router';
import classes from './primary-button.module.css';

type Props = ButtonProps & ElementProps<'button', keyof ButtonProps>;

/** The main action of a screen, and the only one in the accent colour. */
export function PrimaryButton(props: Props) {
  return <Button {...props} className={classes.primary} />;
}

/** The same as a link. */
export function PrimaryLink({
  to,
  state,
  ...props
}: ButtonProps & { to: To; state?: unknown; children: string }) {
  return (
    <Button
      {...props}
      className={classes.primary}
      renderRoot={(root) => <Link to={to} state={state} {...root} />}
    />
  );
}
