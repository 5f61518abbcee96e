// Reads what tests said and says what it means: which required and optional behaviours a cache has.

import tests from 'http-cache-tests/tests/index.mjs'

/** Tests that apply to proxies, with their suite; kind is required, optimal (optional) or check (no verdict). */
export const proxyTests = tests.flatMap(suite =>
  suite.tests
    .filter(test => test.browser_only !== true)
    .map(test => ({ ...test, kind: test.kind ?? 'required', suite: suite.name })))

const byId = new Map(proxyTests.map(test => [test.id, test]))

/** pass, fail, or why there is no verdict: untested, setup (the test could not be set up), dependency. */
export function verdict (id, results) {
  const test = byId.get(id)
  const said = results[id]
  if (test === undefined || said === undefined) return 'untested'
  const blocked = (test.depends_on ?? []).some(other => verdict(other, results) !== 'pass')
  if (blocked) return 'dependency'
  if (said === true) return 'pass'
  return said[0] === 'Setup' ? 'setup' : 'fail'
}

/** Counts of one cache: { required: [passed, all], optional: [passed, all] }. */
export function counts (results) {
  const total = { required: [0, 0], optional: [0, 0] }
  for (const test of proxyTests) {
    if (test.kind === 'check') continue
    const row = test.kind === 'required' ? total.required : total.optional
    row[1]++
    if (verdict(test.id, results) === 'pass') row[0]++
  }
  return total
}

/** Tests with a verdict that is not a pass. */
export function misses (results) {
  return proxyTests
    .filter(test => test.kind !== 'check')
    .map(test => ({ test, is: verdict(test.id, results), said: results[test.id] }))
    .filter(({ is }) => is !== 'pass')
}
