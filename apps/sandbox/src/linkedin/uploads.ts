import { createHash } from 'node:crypto';
import { z } from 'zod';
import { decimalId } from '../core/ids.js';
import { admit, Refusal, type Admitted, type Call, type Reply } from '../core/exchange.js';
import { sniff } from '../core/sniff.js';
import { badField, denied, refuse } from './errors.js';
import { versionOf } from './network.js';
import type { Asset, LinkedIn } from './store.js';

const PART_BYTES = 4_194_304;
const IMAGES = new Set(['image/jpeg', 'image/png', 'image/gif']);

const initialize = z.object({
  initializeUploadRequest: z.object({
    owner: z.string(),
    fileSizeBytes: z.number().int().positive().optional(),
  }),
});
const finalize = z.object({
  finalizeUploadRequest: z.object({
    video: z.string(),
    uploadToken: z.string(),
    uploadedPartIds: z.array(z.string()),
  }),
});

function owned(linkedin: LinkedIn, call: Admitted, kind: Asset['kind']): { asset: Asset; size: number } {
  const body = initialize.safeParse(call.params.json);
  if (!body.success) {
    throw badField(
      'MISSING_FIELD',
      'initializeUploadRequest/owner',
      'ERROR :: /initializeUploadRequest/owner :: field is required',
    );
  }
  const { owner, fileSizeBytes } = body.data.initializeUploadRequest;
  const account = linkedin.organisation(
    call,
    owner,
    kind === 'image' ? 'partnerApiImages.ACTION' : 'partnerApiVideos.ACTION',
  );
  const key = decimalId(kind === 'image' ? 'C4E' : 'C5F');
  const parts = kind === 'image' ? 0 : Math.ceil((fileSizeBytes ?? 1) / PART_BYTES);
  const asset = linkedin.assets.put({
    urn: `urn:li:${kind}:${key}`,
    key,
    kind,
    account: account.id,
    mediaId: null,
    readyAt: null,
    failed: false,
    createdAt: call.arrivedAt,
    parts: Array.from({ length: parts }, () => null),
  });
  return { asset, size: fileSizeBytes ?? 0 };
}

/** `POST /rest/images?action=initializeUpload`: one address for one PUT. */
export function initializeImage(linkedin: LinkedIn, call: Admitted): Reply {
  const { asset } = owned(linkedin, call, 'image');
  const uploadUrl = `${call.origin}/linkedin/dms-uploads/${asset.key}/uploaded-image/0`;
  return {
    status: 200,
    body: { value: { uploadUrlExpiresAt: call.arrivedAt + 86_400_000, uploadUrl, image: asset.urn } },
  };
}

/** `POST /rest/videos?action=initializeUpload|finalizeUpload`: 4 MiB parts, each with its own address. */
export function videoAction(linkedin: LinkedIn, call: Admitted): Reply {
  if (call.params.get('action') === 'finalizeUpload') return finalizeVideo(linkedin, call);
  const { asset, size } = owned(linkedin, call, 'video');
  const uploadInstructions = asset.parts.map((_, index) => ({
    uploadUrl: `${call.origin}/linkedin/dms-uploads/${asset.key}/uploaded-video/${index}`,
    firstByte: index * PART_BYTES,
    lastByte: Math.min(size, (index + 1) * PART_BYTES) - 1,
  }));
  const value = {
    uploadUrlsExpireAt: call.arrivedAt + 30 * 86_400_000,
    video: asset.urn,
    uploadInstructions,
    uploadToken: '',
  };
  return { status: 200, body: { value } };
}

/** Parts in another order than they were sent are accepted, and give a scrambled video. */
function finalizeVideo(linkedin: LinkedIn, call: Admitted): Reply {
  const body = finalize.safeParse(call.params.json);
  const request = body.success ? body.data.finalizeUploadRequest : null;
  const asset = request ? linkedin.assets.get(request.video) : undefined;
  if (!request || asset?.account !== call.account.id) {
    throw badField('INVALID_VIDEO_ID', 'finalizeUploadRequest/video', 'Invalid video');
  }
  const found = request.uploadedPartIds.flatMap(
    (etag) => asset.parts.find((part) => part?.etag === etag) ?? [],
  );
  if (found.length !== asset.parts.length) {
    throw badField('UPDATING_ASSET_FAILED', 'finalizeUploadRequest/uploadedPartIds', 'Part ids do not match');
  }
  asset.mediaId ??= linkedin.sandboxState.media.reserve();
  asset.readyAt ??= call.arrivedAt + linkedin.settings.videoDelayMs;
  void linkedin.sandboxState.media.join(
    asset.mediaId,
    found.map((part) => part.mediaId),
  );
  linkedin.assets.put(asset);
  return { status: 200, body: {} };
}

/** The upload host. Images need the bearer token; parts of a video are pre-signed and answered with an ETag. */
export function receive(linkedin: LinkedIn, call: Call): Reply {
  const asset = assetOf(linkedin, call);
  const { bytes } = call.params;
  if (!asset) throw refuse(404, 'NOT_FOUND', 'Upload not found');
  if (asset.kind === 'video') {
    const index = Number(call.path.part);
    if (!(index in asset.parts)) throw refuse(404, 'NOT_FOUND', 'Upload part not found');
    const etag = createHash('md5').update(`${index}`).update(bytes).digest('hex');
    asset.parts[index] = { mediaId: linkedin.sandboxState.media.save(bytes), etag };
    linkedin.assets.put(asset);
    return { status: 200, headers: { etag } };
  }
  admit(linkedin.network, call);
  if (call.account.id !== asset.account) throw new Refusal(denied('dms-uploads'));
  if (call.arrivedAt - asset.createdAt > 86_400_000) {
    throw refuse(400, 'EXPIRED_UPLOAD_URL', 'The upload url has expired');
  }
  asset.failed = !IMAGES.has(sniff(bytes).mime);
  asset.mediaId = asset.failed ? null : linkedin.sandboxState.media.save(bytes);
  asset.readyAt = call.arrivedAt + linkedin.settings.containerDelayMs;
  linkedin.assets.put(asset);
  return { status: 201 };
}

const assetOf = (linkedin: LinkedIn, call: Call): Asset | undefined =>
  linkedin.assets.get(`urn:li:image:${call.path.key ?? ''}`) ??
  linkedin.assets.get(`urn:li:video:${call.path.key ?? ''}`);

/** Account of the upload, for the ledger and for faults. */
export const uploader = (linkedin: LinkedIn, call: Call) => {
  const asset = assetOf(linkedin, call);
  return (
    call.account ?? (asset ? (linkedin.sandboxState.accounts.get('linkedin', asset.account) ?? null) : null)
  );
};

/** `GET /rest/images/{urn}` and `/rest/videos/{urn}`. */
export function readAsset(linkedin: LinkedIn, call: Admitted): Reply {
  const asset = linkedin.assets.get(call.path.urn ?? '');
  if (!asset) throw refuse(404, 'NOT_FOUND', 'Not found');
  if (asset.account !== call.account.id) {
    throw new Refusal(denied(`partnerApiImages.GET.${versionOf(call)}01`));
  }
  const status = linkedin.statusOf(asset, call.arrivedAt);
  return { status: 200, body: { id: asset.urn, owner: `urn:li:organization:${asset.account}`, status } };
}
