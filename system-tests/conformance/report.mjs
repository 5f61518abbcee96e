// Prints one cache's verdicts against the committed expectation, or several caches side by side.
// usage: node report.mjs RESULTS --expect FILE [--update]
//        node report.mjs --table NAME=RESULTS...

import fs from 'node:fs'
import process from 'node:process'
import { isAsAmended } from './amended.mjs'
import { counts, misses, proxyTests, verdict } from './verdicts.mjs'

const read = file => JSON.parse(fs.readFileSync(file, 'utf8'))

function line ({ required, optional }) {
  return `required ${required[0]}/${required[1]} optional ${optional[0]}/${optional[1]}`
}

/** Tests that the expectation does not name must pass; the ones it names carry the reason why they need not, and must
 *  come out as amended where they are. */
function compare (resultsFile, expectFile, update) {
  const results = read(resultsFile)
  const expected = fs.existsSync(expectFile) ? read(expectFile) : { exceptions: {} }
  const missed = misses(results)
  let broken = 0
  for (const { test, is, said } of missed) {
    const reason = expected.exceptions[test.id]
    const why = Array.isArray(said) ? said.join(': ') : ''
    const word = reason === undefined ? 'MISS' : isAsAmended(test.id, results) === false ? 'BROKEN' : 'argued'
    if (word === 'BROKEN') broken++
    console.log(`${word.padEnd(6)} ${test.kind.padEnd(8)} ${is.padEnd(10)} ${test.id}  ${why}`)
  }
  if (update) {
    const exceptions = Object.fromEntries(
      missed.map(({ test }) => [test.id, expected.exceptions[test.id] ?? 'not argued yet']))
    fs.writeFileSync(expectFile, JSON.stringify({ exceptions }, null, 2) + '\n')
  }
  const unexpected = update ? [] : missed.filter(({ test }) => !(test.id in expected.exceptions))
  const overcome = Object.keys(expected.exceptions).filter(id => verdict(id, results) === 'pass')
  for (const id of overcome) console.log(`passes now, though listed as an exception: ${id}`)
  const argued = kind => missed.filter(({ test }) => test.kind === kind && test.id in expected.exceptions).length
  console.log(`argued in expect.json: required ${argued('required')} optional ${argued('optimal')}; ` +
    `missed besides: ${unexpected.length}; not as amended either: ${broken}`)
  console.log(line(counts(results)))
  return unexpected.length === 0 && broken === 0 ? 0 : 1
}

function table (columns) {
  const caches = columns.map(column => {
    const [name, file] = column.split('=')
    return { name, results: read(file) }
  })
  const width = Math.max(...caches.map(({ name }) => name.length), 8)
  const row = (label, cell) =>
    console.log(`| ${label} | ${caches.map(cache => cell(cache).padStart(width)).join(' | ')} |`)
  row('behaviours of a shared cache', ({ name }) => name)
  console.log(`|---|${caches.map(() => '---:').join('|')}|`)
  const suites = [...new Set(proxyTests.map(test => test.suite))]
  const share = kind => suite => ({ results }) => {
    const these = proxyTests.filter(test => test.kind === kind && (suite === null || test.suite === suite))
    if (these.length === 0) return ''
    return `${these.filter(test => verdict(test.id, results) === 'pass').length}/${these.length}`
  }
  for (const [kind, label] of [['required', 'required'], ['optimal', 'optional']]) {
    for (const suite of suites) {
      if (proxyTests.some(test => test.suite === suite && test.kind === kind)) {
        row(`${suite} (${label})`, share(kind)(suite))
      }
    }
    row(`**all ${label}**`, share(kind)(null))
  }
}

const [first, ...rest] = process.argv.slice(2)
if (first === '--table') {
  table(rest)
} else {
  const expectFile = rest[rest.indexOf('--expect') + 1]
  process.exit(compare(first, expectFile, rest.includes('--update')))
}
