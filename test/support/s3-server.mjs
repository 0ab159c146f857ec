// A storage that speaks S3, as a process of its own. Usage: node s3-server.mjs <folder> <bucket> <port> <secret>.
// The package behind it knows the keys but not how requests are signed today, so every signature is recomputed here
// first, as "Signature Version 4" of the S3 API reference describes it ("Authenticating Requests: Using the
// Authorization Header"). Prints one line when it listens.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import S3rver from 's3rver';

const [directory, bucket, port, SECRET] = process.argv.slice(2);
const KEY = 'S3RVER';
const MOST_SKEW_MS = 15 * 60_000;

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const hmac = (key, text) => createHmac('sha256', key).update(text).digest();

/** @returns null for a request that is signed with our secret, else the code of the refusal */
function refusalOf({ method, url, headers }) {
  const found =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, *SignedHeaders=([^,]+), *Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    );
  if (!found) return 'AccessDenied';
  const [, key, day, region, signedHeaders, signature] = found;
  if (key !== KEY) return 'InvalidAccessKeyId';
  const date = headers['x-amz-date'] ?? '';
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  const skew = Date.now() - Date.UTC(y, mo - 1, d, h, mi, s);
  if (!(Math.abs(skew) < MOST_SKEW_MS)) return 'RequestTimeTooSkewed';
  const names = signedHeaders.split(';');
  if (!names.includes('host')) return 'AccessDenied';
  const [path, query = ''] = url.split('?');
  const canonical = [
    method,
    path,
    query
      .split('&')
      .filter(Boolean)
      .map((pair) => (pair.includes('=') ? pair : `${pair}=`))
      .sort()
      .join('&'),
    ...names.map((name) => `${name}:${String(headers[name]).trim().replace(/ +/g, ' ')}`),
    '',
    signedHeaders,
    headers['x-amz-content-sha256'],
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
  const signingKey = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac(`AWS4${SECRET}`, day), region));
  const expected = hmac(signingKey, text);
  return timingSafeEqual(expected, Buffer.from(signature, 'hex')) ? null : 'SignatureDoesNotMatch';
}

const storage = new S3rver({ directory, silent: true, vhostBuckets: false });
await storage.configureBuckets();
await storage.store.putBucket(bucket);
const serve = storage.callback();

createServer((request, response) => {
  const refusal = refusalOf(request);
  if (!refusal) return void serve(request, response);
  // A refused upload is read to its end: a client that is still sending would miss the answer.
  request.resume();
  request.once('end', () => {
    response.writeHead(403, { 'content-type': 'application/xml' });
    response.end(
      request.method === 'HEAD'
        ? undefined
        : `<Error><Code>${refusal}</Code><Message>${refusal}</Message></Error>`,
    );
  });
}).listen(Number(port), '127.0.0.1', () => console.log('listening'));
