import type { ArgumentsHost } from '@nestjs/common';
import pino from 'pino';
import { OperatorError } from '../errors.js';
import { ProblemFilter } from './problem.filter.js';

/** What is sent for it: status, code, and when to ask again. */
function answerTo(thrown: unknown): { status: number; code: string; retryAfter: string | undefined } {
  const [sent, headers]: [string[], Record<string, string>] = [[], {}];
  const response = {
    headersSent: false,
    setHeader: (name: string, value: string) => (headers[name] = value),
    status: () => response,
    type: () => response,
    send: (body: string) => void sent.push(body),
  };
  const request = { method: 'GET', path: '/', originalUrl: '/', headers: {}, query: {} };
  const http = { getRequest: () => request, getResponse: () => response };
  new ProblemFilter(pino({ level: 'silent' })).catch(thrown, {
    switchToHttp: () => http,
  } as unknown as ArgumentsHost);
  const { status, code } = JSON.parse(sent[0] ?? '{}') as { status: number; code: string };
  return { status, code, retryAfter: headers['Retry-After'] };
}

const coded = (code: string): Error => Object.assign(new Error('x'), { code });

describe('a machine that fails was answered with 500', () => {
  it.each([
    ['a database that is away', coded('ECONNREFUSED')],
    ['one that shuts down', coded('57P01')],
    ['one that takes no more connections', coded('53300')],
    ['a line that was cut', new Error('Connection terminated unexpectedly')],
    ['a pool that waited in vain', new Error('timeout exceeded when trying to connect')],
  ])('%s is told with 503 and when to ask again', (_what, error) => {
    expect(answerTo(error)).toEqual({ status: 503, code: 'unavailable', retryAfter: '5' });
  });

  it.each(['ENOSPC', 'EDQUOT', '53100'])('a full disk, %s, is told with 507', (code) => {
    expect(answerTo(coded(code))).toEqual({ status: 507, code: 'disk_full', retryAfter: undefined });
  });

  it('a fault of ours stays one', () => {
    expect(answerTo(new TypeError('x is not a function'))).toMatchObject({ status: 500, code: 'internal' });
  });
});

describe('a refusal for whoever runs Lineup', () => {
  it('names settings in the log, and not to callers of the API', () => {
    const lines: string[] = [];
    const filter = new ProblemFilter(pino({}, { write: (line: string) => void lines.push(line) }));
    const sent: string[] = [];
    const response = {
      headersSent: false,
      status: () => response,
      type: () => response,
      send: (body: string) => void sent.push(body),
    };
    const request = { method: 'POST', path: '/media', originalUrl: '/media', headers: {} };
    const http = { getRequest: () => request, getResponse: () => response };
    const at = { endpoint: 'http://10.0.0.5:9000', bucket: 'our-media', region: 'r', cause: 'NoSuchBucket' };
    const refusal = new OperatorError(503, 'storage_bucket', at, 'storage_unavailable');
    filter.catch(refusal, { switchToHttp: () => http } as unknown as ArgumentsHost);
    expect(JSON.parse(sent[0] ?? '')).toMatchObject({ status: 503, code: 'storage_unavailable' });
    expect(sent[0]).not.toMatch(/10\.0\.0\.5|our-media|S3_/);
    expect(lines[0]).toMatch(/http:\/\/10\.0\.0\.5:9000.*our-media.*S3_BUCKET/);
  });
});
