import { writeFileSync } from 'node:fs';

/** Jest reporter: leaves the numbers where `npm test` adds them up. A suite that could not run counts as failed. */
export default class CountReporter {
  onRunComplete(_contexts, results) {
    const file = process.env.LINEUP_COUNTS;
    if (!file) return;
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites } =
      results;
    writeFileSync(
      file,
      JSON.stringify({
        passed: numPassedTests,
        failed: numFailedTests + numRuntimeErrorTestSuites,
        skipped: numPendingTests + numTodoTests,
      }),
    );
  }
}
