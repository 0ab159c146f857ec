/** The part of `navigator` that only exists in secure contexts. */
type Clipboard = { writeText(text: string): Promise<void> } | undefined;

/**
 * Copies a text. Over plain http, where `navigator.clipboard` is missing, a selection is copied instead.
 * @returns whether the clipboard has it
 */
export async function copyText(text: string): Promise<boolean> {
  const clipboard: Clipboard = Reflect.get(navigator, 'clipboard');
  if (clipboard) {
    const done = await clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    if (done) return true;
  }
  return copySelected(text);
}

function copySelected(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.style.position = 'fixed';
  field.style.opacity = '0';
  // Inside the open dialog, if any, because its focus trap allows no focus outside.
  (focused?.closest('[role="dialog"]') ?? document.body).append(field);
  try {
    field.select();
    return document.execCommand('copy');
  } catch {
    // Forbidden, or not there any more: the text is still on screen, to be copied by hand.
    return false;
  } finally {
    field.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}
