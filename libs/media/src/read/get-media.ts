import { Injectable } from '@nestjs/common';
import type { Principal } from '#lib/identity';
import { MediaReader } from '../media-reader.js';
import { mediumView, type MediumView } from '../media.view.js';

/** Reads one medium. */
@Injectable()
export class GetMedia {
  constructor(private readonly reader: MediaReader) {}

  /** @throws DomainError 404 */
  async run(who: Principal, id: string): Promise<MediumView> {
    return mediumView(await this.reader.find(who, id), who);
  }
}
