/** A signal with a time limit. Call `over` when the limited work has ended. */
export interface Deadline {
  signal: AbortSignal;
  /** Whether the time limit aborted the signal. */
  passed(): boolean;
  over(): void;
}

/**
 * Like `AbortSignal.any` with `AbortSignal.timeout`, but without their weak references, which saves a tenth of a
 * second on a thousand simultaneous requests.
 */
export function deadline(parent: AbortSignal, limitMs: number): Deadline {
  const own = new AbortController();
  let passed = false;
  const abort = (): void => own.abort(parent.reason);
  const timer = setTimeout(() => {
    passed = true;
    own.abort(new DOMException('The time limit has passed', 'TimeoutError'));
  }, limitMs);
  if (parent.aborted) abort();
  else parent.addEventListener('abort', abort, { once: true });
  return {
    signal: own.signal,
    passed: () => passed,
    over() {
      clearTimeout(timer);
      parent.removeEventListener('abort', abort);
    },
  };
}
