import i18next from 'i18next';
import { ApiError, toApiError } from '../../shared/api/api-error';
import type { Media } from '../../shared/api/types';
import { newId } from '../../shared/device/ids';
import { session } from '../../shared/session/session';

/** Uploads a file with progress, by XMLHttpRequest, because `fetch` reports none. */
export function uploadMedia(
  file: File,
  onProgress: (percent: number) => void,
  establishmentId?: string,
): Promise<Media> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1/media');
    request.responseType = 'json';
    request.setRequestHeader('accept-language', i18next.language);
    request.setRequestHeader('idempotency-key', newId());
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(Math.round((event.loaded / event.total) * 100));
    };
    request.onload = () => {
      const media: Media = request.response;
      if (request.status === 201 || request.status === 200) {
        resolve(media);
      } else if (request.status === 401 && session.isKnown()) {
        session.end();
        resolve(session.renewed().then(() => uploadMedia(file, onProgress, establishmentId)));
      } else {
        reject(toApiError(request.status, request.response));
      }
    };
    request.onerror = () => reject(new ApiError(0, 'network', ''));
    const form = new FormData();
    if (establishmentId) form.append('establishmentId', establishmentId);
    form.append('file', file);
    request.send(form);
  });
}
