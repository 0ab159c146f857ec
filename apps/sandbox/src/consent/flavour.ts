/** A network's consent page. */
export interface ConsentFlavour {
  /** Path of the page below the network's prefix, as in the real address. */
  path: string;
  /** A person agrees for as many accounts as they like; else for one. */
  several: boolean;
  /** Rights can be left out one by one. */
  partial?: boolean;
  /** What the page appends to the address it returns to. */
  suffix?: string;
}
