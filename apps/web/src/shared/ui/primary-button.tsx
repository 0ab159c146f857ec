import { Button, type ButtonProps, type ElementProps } from '@mantine/core';
import { Link, type To } from 'react-router';
import classes from './primary-button.module.css';

type Props = ButtonProps & ElementProps<'button', keyof ButtonProps>;

/** The one action of a screen: the only thing that wears the accent. */
export function PrimaryButton(props: Props) {
  return <Button {...props} className={classes.primary} />;
}

/** The same, when the action is to go somewhere. */
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
