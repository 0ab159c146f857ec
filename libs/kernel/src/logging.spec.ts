import { describe, expect, it } from '@jest/globals';
import { createLogger } from './logging.js';

/** What the logger writes for an error. */
function logged(err: unknown): string {
  const lines: string[] = [];
  createLogger('test', 'info', { write: (line) => lines.push(line) }).error({ err }, 'failed');
  return lines.join('');
}

describe('createLogger', () => {
  it('keeps of a failed query what helps, and nothing that people wrote', () => {
    const driverError = Object.assign(new Error('duplicate key'), { detail: 'Key (text)=(hush) exists' });
    const line = logged(
      Object.assign(new Error('duplicate key'), {
        code: '23505',
        query: "INSERT INTO post VALUES ('hush')",
        parameters: ['hush'],
        driverError,
        detail: driverError.detail,
      }),
    );
    expect(line).not.toContain('hush');
    expect(JSON.parse(line)).toMatchObject({
      msg: 'failed',
      err: { type: 'Error', message: 'duplicate key', code: '23505', stack: expect.any(String) },
    });
  });

  it('keeps what a platform answered, and what an error was caused by', () => {
    const cause = Object.assign(new Error('inner'), { parameters: ['hush'], detail: { class: 'auth' } });
    const line = logged(new Error('outer', { cause }));
    expect(line).not.toContain('hush');
    expect(JSON.parse(line)).toMatchObject({
      err: { cause: { message: 'inner', detail: { class: 'auth' } } },
    });
  });

  it('says a fault once a minute, and a fault of another kind at once', () => {
    const lines: string[] = [];
    const logger = createLogger('test', 'info', { write: (line) => lines.push(line) });
    for (let n = 0; n < 216; n++) logger.warn({ err: new Error(`away ${n}`) }, 'sweep interrupted');
    logger.warn({ err: new Error('full') }, 'sweep interrupted');
    for (let n = 0; n < 3; n++) logger.info('starting');
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
      'sweep interrupted',
      'sweep interrupted',
      'starting',
      'starting',
      'starting',
    ]);
  });
});
