import type { AdapterIo, Credential } from './adapter.js';
import type { ConsentIo } from './consent.js';

/** Address of a consent page. A blank is written `%20`, because `+` stands for it in forms only. */
export const pageOf = (address: string, asked: Record<string, string>): string =>
  `${address}?${new URLSearchParams(asked).toString().replaceAll('+', '%20')}`;

/** What calls need that read the accounts of a consent: no account is known yet, and no medium is sent. */
export const asNobody = (io: ConsentIo, credential: Credential): AdapterIo => ({
  ...io,
  credential,
  account: { remoteId: '', handle: '' },
  media: {
    stream: () => {
      throw new Error('No media here');
    },
    publicUrl: () => '',
  },
});

/** A code without what some consent pages append to it. Source: Meta, Instagram and Threads, authorization windows. */
export const plainCode = (code: string): string => code.replace(/#_$/u, '');
