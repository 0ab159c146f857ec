/** Result of one check. `todo` says what to do; absent when all is well. */
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

/** Short reason of an error: connection errors have theirs in parts. */
export const reasonOf = (thrown: unknown): string => {
  const { code, message, cause } = thrown as { code?: string; message?: string; cause?: { code?: string } };
  return message || code || cause?.code || String(thrown);
};
