import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

/** Keys whose values never reach a log line, wherever they stand. */
const HIDDEN = [
  'accessToken',
  'access_token',
  'refreshToken',
  'token',
  'password',
  'authorization',
  'cookie',
  'secret',
  'credential',
];

/** Structured logger: one JSON object a line on standard output, secrets replaced by `[secret]`. */
export function createLogger(service: string, level: string): Logger {
  return pino({
    level,
    base: { service },
    redact: { paths: HIDDEN.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[secret]' },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
}

/** Nest's own messages through the same logger. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.logger.debug({ context: rest.at(-1) }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    if (message instanceof Error) this.logger.error({ err: message, context: rest.at(-1) });
    else this.logger.error({ detail: rest }, String(message));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn({ context: rest.at(-1) }, String(message));
  }
}

/** Injection token of the process's logger. */
export const LOGGER = Symbol('lineup.logger');
