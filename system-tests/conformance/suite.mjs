// Runs the public tests for HTTP caches (npm: http-cache-tests) against one cache, and those we amend, and writes what
// each test said.
// usage: node suite.mjs BASE_URL RESULTS_FILE [TEST_ID]

import fs from 'node:fs'
import process from 'node:process'
import fetch from 'node-fetch'
import tests from 'http-cache-tests/tests/index.mjs'
import { getResults, runTests } from 'http-cache-tests/client/runner.mjs'
import { amendedSuite, isAmendmentOf } from './amended.mjs'

const [baseUrl, resultsFile, onlyId] = process.argv.slice(2)

function selected () {
  const all = [...tests, amendedSuite]
  if (onlyId === undefined) return all
  return all
    .map(suite => ({
      ...suite,
      tests: suite.tests.filter(test => test.id === onlyId || isAmendmentOf(test.id, onlyId))
    }))
    .filter(suite => suite.tests.length > 0)
}

const chosen = selected()
if (onlyId !== undefined) {
  for (const suite of chosen) for (const test of suite.tests) test.dump = true
}
await runTests(chosen, fetch, false, baseUrl)
fs.writeFileSync(resultsFile, JSON.stringify(getResults(), null, 1) + '\n')
