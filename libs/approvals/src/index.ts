export * from './approvals.module.js';
export { ApprovePost } from './approve-post.js';
export { RequestChanges } from './request-changes.js';
export { SubmitPost } from './submit-post.js';
