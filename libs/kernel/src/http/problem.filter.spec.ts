import type { ArgumentsHost } from '@nestjs/common';
import pino from 'pino';
import { OperatorError } from '../errors.js';
import { ProblemFilter } from './problem.filter.js';

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
