import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, pino, type Logger } from 'pino';

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

/**
 * What of an error is logged. The others of its members may hold what people wrote: TypeORM puts the parameters of the
 * query there, PostgreSQL whole rows.
 */
function errorView(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code, detail } = error as { code?: unknown; detail?: unknown };
  return {
    type: error.constructor.name,
    message: error.message,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    stack: error.stack,
    // A platform's answer is an object; PostgreSQL's detail is a text that quotes the row.
    ...(typeof detail === 'object' && detail ? { detail } : {}),
    ...(error.cause instanceof Error ? { cause: errorView(error.cause) } : {}),
  };
}

/** Structured logger: one JSON object a line on standard output, secrets replaced by `[secret]`. */
export function createLogger(service: string, level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { service },
    serializers: { err: errorView },
    redact: { paths: HIDDEN.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[secret]' },
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  return pino(options, destination);
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
