import { describe, expect, it } from '@jest/globals';
import { ManualTimers, settle } from '../../features/composer/store/testing/world';
import { ApiError } from '../api/api-error';
import { SerialValue } from './serial-value';

describe('a value saved as it is typed', () => {
  const scene = (answers: (ApiError | null)[]) => {
    const timers = new ManualTimers();
    const sent: string[] = [];
    const told: unknown[] = [];
    let running = 0;
    const send = async (value: string): Promise<void> => {
      expect(++running).toBe(1);
      sent.push(value);
      const answer = answers.shift();
      await settle();
      running--;
      if (answer) throw answer;
    };
    return { timers, sent, told, value: new SerialValue('', '', send, timers, (error) => told.push(error)) };
  };

  it('is sent one after the other, the latest last', async () => {
    const { timers, sent, value } = scene([]);
    value.type('une');
    value.save();
    value.type('une affiche');
    value.save();
    await settle();
    await timers.pass(0);
    await settle();
    expect(sent).toEqual(['une', 'une affiche']);
  });

  it('is tried again while the line is down, and not after a refusal', async () => {
    const { timers, sent, told, value } = scene([
      new ApiError(0, 'network', ''),
      null,
      new ApiError(422, 'invalid', 'No.'),
    ]);
    value.type('une affiche');
    value.save();
    await settle();
    await timers.pass(60_000);
    expect(sent).toEqual(['une affiche', 'une affiche']);
    expect(told.at(-1)).toBeNull();
    value.type('refusée');
    value.save();
    await settle();
    await timers.pass(60_000);
    expect(sent).toHaveLength(3);
    expect(told.at(-1)).toBeInstanceOf(ApiError);
  });
});
