import { textParts } from '#rules/platforms';
import classes from './card.module.css';

/** Text with hashtags and addresses highlighted, split as the networks do. */
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
