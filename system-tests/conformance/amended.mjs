// Where a test asks for something else than the specification does, the same exchange with the verdict the
// specification asks for. expect.json says why; a cache passes only if it behaves as this says instead.

import tests from 'http-cache-tests/tests/index.mjs'

const SUFFIX = '--amended'

const last = changes => requests => [
  ...requests.slice(0, -1),
  { ...requests.at(-1), setup_tests: [], ...changes }
]

// RFC 9111 §5.1
const usesFirstOrIgnores = last({ expected_type: 'cached' })
// RFC 9111 §5.2.2.2: an error, and none of the origin's making
const isAnError = last({
  expected_type: undefined,
  expected_status: 502,
  expected_response_headers_missing: ['Server-Request-Count'],
  check_body: false
})
// RFC 9112 §6.1, §7: a coding that is not understood and was not asked for
const isRefused = requests => [{
  ...requests[0],
  response_headers: requests[0].response_headers.map(([name, value]) => [name, value, false]),
  setup: undefined,
  pause_after: undefined,
  expected_status: 502,
  check_body: false
}]
// RFC 9111 §4.1
const isNotSelected = last({ expected_type: 'not_cached' })
// RFC 9111 §4.3.2: Date is later than the date of the condition
const isWhole = last({ expected_type: 'cached', expected_status: 200 })

const amendments = {
  'age-parse-nonnumeric': usesFirstOrIgnores,
  'age-parse-negative': usesFirstOrIgnores,
  'age-parse-float': usesFirstOrIgnores,
  'age-parse-prefix-twoline': usesFirstOrIgnores,
  'age-parse-dup-0': usesFirstOrIgnores,
  'age-parse-dup-0-twoline': usesFirstOrIgnores,
  'age-parse-dup-old': usesFirstOrIgnores,
  'age-parse-parameter': usesFirstOrIgnores,
  'age-parse-numeric-parameter': usesFirstOrIgnores,
  'stale-close-must-revalidate': isAnError,
  'stale-close-proxy-revalidate': isAnError,
  'stale-close-no-cache': isAnError,
  'stale-close-s-maxage=2': isAnError,
  'headers-store-Transfer-Encoding': isRefused,
  'vary-normalise-lang-order': isNotSelected,
  'vary-normalise-lang-select': isNotSelected,
  'conditional-lm-fresh-no-lm': isWhole
}

const cut = requests => requests.map(request =>
  Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined)))

/** The tests amended, as a suite of their own; the runner writes into tests, hence the copies. */
export const amendedSuite = {
  name: 'Amended',
  id: 'amended',
  tests: tests.flatMap(suite => suite.tests)
    .filter(({ id }) => id in amendments)
    .map(test => structuredClone(test))
    .map(test => ({
      ...test,
      id: test.id + SUFFIX,
      depends_on: [],
      requests: cut(amendments[test.id](test.requests))
    }))
}

/** true if the cache does what the amended test asks for, undefined if the test is not amended. */
export function isAsAmended (id, results) {
  return id in amendments ? results[id + SUFFIX] === true : undefined
}

export const isAmendmentOf = (amendedId, id) => amendedId === id + SUFFIX
