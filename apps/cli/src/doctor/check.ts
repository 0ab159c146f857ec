/** What one check found. `todo` says what to do about it; fine needs none. */
export interface Finding {
  level: 'ok' | 'warning' | 'error';
  subject: string;
  detail: string;
  todo?: string;
}

export const ok = (subject: string, detail: string): Finding => ({ level: 'ok', subject, detail });
export const warning = (subject: string, detail: string, todo: string): Finding => ({
  level: 'warning',
  subject,
  detail,
  todo,
});
export const error = (subject: string, detail: string, todo: string): Finding => ({
  level: 'error',
  subject,
  detail,
  todo,
});

/** The short reason of something thrown: connection errors carry their sentence in parts. */
export const reasonOf = (thrown: unknown): string => {
  const { code, message, cause } = thrown as { code?: string; message?: string; cause?: { code?: string } };
  return message || code || cause?.code || String(thrown);
};
