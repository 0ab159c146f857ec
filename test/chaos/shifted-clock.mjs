// Loaded before a worker: its wall clock is SHIFT_CLOCK_MS off, for every library in it.
const shift = Number(process.env.SHIFT_CLOCK_MS ?? 0);
const Real = Date;

globalThis.Date = class extends Real {
  constructor(...parts) {
    super(...(parts.length === 0 ? [Real.now() + shift] : parts));
  }

  static now() {
    return Real.now() + shift;
  }
};
