export { Admission } from './admission.js';
export { detailOf } from './failure.js';
export { Holds } from './holds.js';
export { PacedHttp } from './paced-http.js';
export { PreparedMedia } from './prepared-media.js';
export { RateStore } from './rate-store.js';
export { StepIos } from './step-io.js';
export { UsageWatch } from './usage-watch.js';
