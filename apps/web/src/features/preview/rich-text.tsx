import { textParts } from '#rules/platforms';
import classes from './card.module.css';

/** Text with its hashtags and addresses set apart, cut the way the networks cut them. */
export function RichText({ text }: { text: string }) {
  return textParts(text).map((part, index) =>
    part.kind === 'text' ? (
      part.value
    ) : (
      <span key={index} className={classes.tag}>
        {part.value}
      </span>
    ),
  );
}
