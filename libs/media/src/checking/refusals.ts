import { DomainError } from '#lib/kernel';

/** The file is damaged, cut off, or not what it claims to be. @param cause for the log, never from the file itself */
export const unreadable = (cause: string): DomainError => new DomainError(422, 'media_unreadable', { cause });

/** The file is whole but exceeds a limit: the error names the limit, and never says damaged. */
export const beyond = (code: string, limit: number, actual: number): DomainError =>
  new DomainError(422, code, { limit, actual }, [{ path: 'file', code, limit, actual }]);
