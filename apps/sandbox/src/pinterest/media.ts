import { decimalId } from '../core/ids.js';
import type { Admitted, Call, Reply } from '../core/exchange.js';
import { sniff } from '../core/sniff.js';
import { invalid } from './network.js';
import type { Pinterest, Upload } from './store.js';

const HOUR = 3_600_000;

/** `POST /v5/media`: where a video is sent, and the form that must go with it. */
export function register(pinterest: Pinterest, call: Admitted): Reply {
  if (call.params.get('media_type') !== 'video') throw invalid('Invalid request: media_type must be video');
  const id = decimalId('521');
  const parameters = {
    'x-amz-date': '20261122T090000Z',
    'x-amz-signature': decimalId('4'),
    'x-amz-security-token': decimalId('9'),
    'x-amz-algorithm': 'AWS4-HMAC-SHA256',
    'x-amz-credential': 'ASIASANDBOX/20261122/us-east-1/s3/aws4_request',
    key: `uploads/${id}`,
    policy: 'eyJleHBpcmF0aW9uIjoiMjAyNi0xMS0yMlQxMDowMDowMFoifQ==',
    'Content-Type': 'multipart/form-data',
  };
  pinterest.uploads.put({
    id,
    account: call.account.id,
    parameters,
    createdAt: call.arrivedAt,
    mediaId: null,
    readyAt: 0,
    failed: false,
  });
  const body = {
    media_id: id,
    media_type: 'video',
    upload_url: `${call.origin}/pinterest/upload/`,
    upload_parameters: parameters,
  };
  return { status: 201, body };
}

/** The upload that a form belongs to, by its key. */
export const uploadOf = (pinterest: Pinterest, { params }: Call): Upload | undefined =>
  pinterest.uploads.get((params.get('key') ?? '').replace('uploads/', ''));

/** What the store of uploads answers: XML, and 204 for what it took (Amazon S3, POST Object). */
const s3Error = (code: string): Reply => ({
  status: 403,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code></Error>`,
});

/** `POST {upload_url}`: every parameter of the registration, then the file. */
export function receive(pinterest: Pinterest, call: Call): Reply {
  const upload = uploadOf(pinterest, call);
  const { params } = call;
  if (!upload) return s3Error('AccessDenied');
  if (call.arrivedAt - upload.createdAt > HOUR) return s3Error('ExpiredToken');
  const complete = Object.entries(upload.parameters).every(([name, value]) => params.get(name) === value);
  const [file] = params.files;
  if (!complete || file?.field !== 'file' || call.req.headers.authorization !== undefined) {
    return s3Error('SignatureDoesNotMatch');
  }
  const { kind, mime } = sniff(file.bytes);
  const mediaId = pinterest.sandboxState.media.save(file.bytes);
  const readyAt = call.arrivedAt + pinterest.settings.videoDelayMs;
  const failed = kind !== 'video' || mime === 'video/webm';
  pinterest.uploads.put(Object.assign(upload, { mediaId, readyAt, failed }));
  return { status: 204 };
}

/** `GET /v5/media/{id}`. */
export function mediaStatus(pinterest: Pinterest, call: Admitted): Reply {
  const upload = pinterest.upload(call, call.path.media ?? '');
  const status = pinterest.statusOf(upload, call.arrivedAt);
  return { status: 200, body: { media_id: upload.id, media_type: 'video', status } };
}
