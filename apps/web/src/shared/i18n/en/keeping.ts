/** What becomes of words that are not on the server yet, of a session that ended, of a screen that broke. */
export const keeping = {
  keeping: {
    failed: {
      passing: 'Not saved. Your text is kept here; trying again in a few seconds.',
      signedOut: 'Not saved: your session has ended. Your text is kept here.',
      stale: 'Not saved yet',
      refused: 'Not saved: something has to be corrected.',
      forbidden: 'Not saved: you may no longer edit this post.',
      gone: 'Not saved: this post was deleted.',
      blocked: 'Not saved: this post can no longer be edited.',
    },
    passing:
      'The server did not answer. Your text is kept on this device, even if you close the page; it will be sent when the connection is back.',
    passingNoDevice:
      'The server did not answer, and this device cannot keep anything. Do not close this page before it is saved.',
    refused: 'Your text is kept on this device. Saving goes on as soon as you correct it.',
    stuck: 'Your text is kept on this device. Copy it, or make a new post of it.',
    copy: 'Copy the text',
    startOver: 'Make a new post of it',
    retryNow: 'Try again now',
    restored: 'This is the text that this device has kept since {{when}}.',
    keep: 'Keep it',
    discard: 'Discard it',
    taken: 'Someone else changed meanwhile: {{fields}}. It is shown; your words are untouched.',
    understood: 'All right',
    mine: 'Here',
    theirs: 'The other person’s',
    nothing: 'nothing',
    otherContent: 'another choice',
    heldState: 'This post is now “{{state}}”',
    heldBy:
      '{{name}} sent it for approval while you were writing. Your words are not saved: saving them takes it out of the queue.',
    final: 'This post can no longer be edited. What you had typed is kept on this device.',
    submitWaits: 'Sending for approval waits for saving.',
    submitUnsure: 'Sending for approval is not confirmed yet; it will go out only once.',
    withhold: 'Do not send',
    left: 'An unsaved text is waiting for you on this device: “{{words}}”',
    leftEmpty: 'An unsaved post is waiting for you on this device.',
    resume: 'Go on with it',
  },
  bound: {
    changed: 'The situation changed while you were reading.',
    look: 'See how it stands',
    closeAndLook: 'This post changed while this was being asked. Close it and look again.',
  },
  session: {
    ended: 'Your session has ended',
    endedText:
      'Sign in again to go on where you were: nothing is lost. Another person gets a screen of their own.',
  },
  broken: {
    title: 'This screen could not be shown',
    text: 'Something went wrong in this page. What you had typed is kept on this device, and the rest of the application works.',
    version: 'A new version is online',
    versionText:
      'This page was updated while you were using it. Reload it to go on; what you had typed is kept on this device.',
    reload: 'Reload the page',
    detail: 'What the browser reported: {{message}}',
  },
};
