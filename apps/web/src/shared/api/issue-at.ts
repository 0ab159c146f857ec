import { ApiError } from './api-error';

/** The server's message about one field, for display beside it. */
export const issueAt = (error: unknown, path: string): string | undefined =>
  error instanceof ApiError ? error.errors.find((issue) => issue.path === path)?.message : undefined;

/** An error that no field displays. */
export const beyond = (error: unknown, ...paths: string[]): unknown =>
  paths.some((path) => issueAt(error, path)) ? null : error;
