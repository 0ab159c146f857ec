import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, levels, pino, type Logger, type LoggerOptions } from 'pino';
import { faultOf, LogThrottle } from './log-throttle.js';

/** Keys whose values are never logged, at any depth. */
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
 * The parts of an error that are logged. Others may contain what people wrote: TypeORM adds query parameters,
 * PostgreSQL whole rows.
 */
function errorView(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code, detail } = error as { code?: unknown; detail?: unknown };
  return {
    type: error.constructor.name,
    message: error.message,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    stack: error.stack,
    // A platform's detail is an object; PostgreSQL's is a text that quotes the row.
    ...(typeof detail === 'object' && detail ? { detail } : {}),
    ...(error.cause instanceof Error ? { cause: errorView(error.cause) } : {}),
  };
}

const WARN = levels.values['warn'] ?? 40;
const FATAL = levels.values['fatal'] ?? 60;

/**
 * Structured logger: one JSON object a line on standard output, secrets replaced by `[secret]`. A repeated fault is
 * logged once a minute, with `repeated` as the number of times since.
 */
export function createLogger(service: string, level: string, destination?: DestinationStream): Logger {
  const throttle = new LogThrottle();
  const options: LoggerOptions = {
    level,
    base: { service },
    serializers: { err: errorView },
    redact: { paths: HIDDEN.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[secret]' },
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: {
      logMethod(args, method, severity) {
        if (severity < WARN || severity >= FATAL) return method.apply(this, args);
        const [first, second] = args as [unknown, unknown];
        const about = (typeof first === 'object' && first ? first : {}) as { err?: unknown };
        const unsaid = throttle.admit(
          faultOf(String(typeof first === 'string' ? first : second), about.err),
          performance.now(),
        );
        if (unsaid === null) return;
        if (unsaid === 0) return method.apply(this, args);
        method.call(this, { ...about, repeated: unsaid }, String(typeof first === 'string' ? first : second));
      },
    },
  };
  return pino(options, destination);
}

/** Sends Nest's own messages to the same logger. */
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
