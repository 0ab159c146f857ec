export { QuotaPlaces } from './quota-places.js';
export { detailOf } from './failure.js';
export { Holds } from './holds.js';
export { PacedHttp } from './paced-http.js';
export { PreparedMedia } from './prepared-media.js';
export { RateStore } from './rate-store.js';
export { StepIoFactory } from './step-io-factory.js';
export { UsageWatch } from './usage-watch.js';
