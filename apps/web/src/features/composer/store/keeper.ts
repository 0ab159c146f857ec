import type { Device, KeptDraft } from './ports';

/**
 * Writes to the device one at a time, always the latest state. A device that refuses (full, private window) is
 * reported, not thrown: the text is still on screen.
 */
export class Keeper {
  private wanted: KeptDraft | 'gone' | null = null;
  private running: Promise<void> | null = null;

  constructor(
    private readonly device: Device,
    private readonly id: string,
    private readonly told: (onDevice: boolean) => void,
  ) {}

  keep(kept: KeptDraft | null): void {
    this.wanted = kept ?? 'gone';
    this.running ??= this.work();
  }

  /** Resolves when everything so far was written, or refused. */
  async written(): Promise<void> {
    await this.running;
  }

  private async work(): Promise<void> {
    while (this.wanted) {
      const next = this.wanted;
      this.wanted = null;
      const write = next === 'gone' ? this.device.remove(this.id) : this.device.save(next);
      const done = await write.then(
        () => true,
        () => false,
      );
      this.told(done && next !== 'gone');
    }
    this.running = null;
  }
}
