/** One error in one input, from the server. */
export interface Issue {
  path: string;
  code: string;
  message: string;
  channelId?: string | undefined;
}

/** A refusal of the server. Its message is a sentence in the reader's language. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly errors: readonly Issue[] = [],
    /** Members beyond RFC 9457, e.g. `nearest` of a time that the clocks skip. */
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Reads an error answer in any form: a problem document, a proxy's page, or nothing. */
export function toApiError(status: number, body: unknown): ApiError {
  if (!isRecord(body)) return new ApiError(status, status >= 500 ? 'server' : 'unknown', '');
  const issues = Array.isArray(body.errors) ? body.errors.filter(isRecord) : [];
  return new ApiError(
    status,
    text(body.code) || 'unknown',
    text(body.detail) || text(body.title),
    issues.map((issue) => ({
      path: text(issue.path),
      code: text(issue.code),
      message: text(issue.message),
      channelId: typeof issue.channelId === 'string' ? issue.channelId : undefined,
    })),
    body,
  );
}
