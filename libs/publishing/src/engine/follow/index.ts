export { PublishingMetrics } from './metrics.js';
export { Outcomes } from './outcomes.js';
export { SettledPosts } from './settled-posts.js';
