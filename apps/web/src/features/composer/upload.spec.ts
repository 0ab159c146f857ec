import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { settle } from './store/testing/world';
import { ApiError } from '../../shared/api/api-error';
import { session } from '../../shared/session/session';
import { uploadMedia } from './upload';

/** The older interface, which answers when it is told to. */
class FakeRequest {
  static readonly sent: FakeRequest[] = [];
  readonly upload: { onprogress?: (event: object) => void } = {};
  readonly headers = new Map<string, string>();
  form = new FormData();
  status = 0;
  response: unknown = null;
  onload = (): void => undefined;
  onerror = (): void => undefined;
  open(): void {
    FakeRequest.sent.push(this);
  }
  setRequestHeader(name: string, value: string): void {
    this.headers.set(name, value);
  }
  send(form: FormData): void {
    this.form = form;
  }
  answer(status: number, response: unknown): void {
    this.status = status;
    this.response = response;
    this.onload();
  }
}

const file = new File(['x'], 'fête.jpg', { type: 'image/jpeg' });
const last = (): FakeRequest => FakeRequest.sent.at(-1) ?? new FakeRequest();

beforeEach(() => {
  FakeRequest.sent.length = 0;
  Reflect.set(globalThis, 'XMLHttpRequest', FakeRequest);
  Reflect.set(globalThis, 'localStorage', { setItem: () => undefined });
});
afterEach(() => {
  session.leave();
  Reflect.deleteProperty(globalThis, 'XMLHttpRequest');
  Reflect.deleteProperty(globalThis, 'localStorage');
});

describe('a file on its way', () => {
  it('says how far it is, in whole percents, and nothing when its length is not known', async () => {
    const told: number[] = [];
    const sending = uploadMedia(file, (percent) => told.push(percent));
    last().upload.onprogress?.({ lengthComputable: true, loaded: 1, total: 3 });
    last().upload.onprogress?.({ lengthComputable: false, loaded: 2, total: 0 });
    last().answer(201, { id: 'm1' });
    expect(await sending).toEqual({ id: 'm1' });
    expect(told).toEqual([33]);
  });

  it('may be known to the server already', async () => {
    const sending = uploadMedia(file, () => undefined);
    last().answer(200, { id: 'known' });
    expect(await sending).toEqual({ id: 'known' });
  });

  it('is refused in the server’s words, or lost with the line', async () => {
    const refused = uploadMedia(file, () => undefined);
    last().answer(422, { code: 'file_unreadable', detail: 'Illisible.' });
    await expect(refused).rejects.toMatchObject({ status: 422, code: 'file_unreadable' });
    const lost = uploadMedia(file, () => undefined);
    last().onerror();
    await expect(lost).rejects.toEqual(new ApiError(0, 'network', ''));
  });

  it('waits for the same person when the session ends, and goes where it was meant to', async () => {
    session.open('marie');
    const sending = uploadMedia(file, () => undefined, 'café');
    last().answer(401, { code: 'unauthenticated' });
    await settle();
    expect(FakeRequest.sent).toHaveLength(1);
    session.open('marie');
    await settle();
    expect(FakeRequest.sent).toHaveLength(2);
    expect(last().form.get('establishmentId')).toBe('café');
    last().answer(201, { id: 'm1' });
    expect(await sending).toEqual({ id: 'm1' });
  });
});
