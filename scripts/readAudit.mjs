// What `npm audit --json` says, read by itself so that a test can give it anything.

/** Severities that fail `npm test` where they are in what ships. */
const failing = new Set(['critical', 'high'])

/**
 * @typedef {object} Finding
 * @property {string} name
 * @property {string} severity
 * @property {string} title
 * @property {string} url
 * @property {boolean} ships
 *
 * @typedef {{ readonly kind: 'unknown', readonly why: string }} Unknown
 *   The registry gave no answer, or none that says anything of vulnerabilities.
 * @typedef {{ readonly kind: 'known', readonly grave: readonly Finding[], readonly others: readonly Finding[] }} Known
 *   Grave is what has to be done something about before anything else.
 */

/**
 * @param {string} output what npm wrote
 * @param {(place: string) => boolean} ships whether a package of the lockfile, as `node_modules/react`, is in what ships
 * @returns {Unknown | Known}
 */
export function readAudit(output, ships) {
  const report = parsed(output)
  if (!isRecord(report)) return { kind: 'unknown', why: 'npm audit wrote no report' }
  const { vulnerabilities } = report
  if (!isRecord(vulnerabilities)) return { kind: 'unknown', why: reasonIn(report) }
  const findings = Object.entries(vulnerabilities).map(([name, found]) => findingOf(name, found, ships))
  return { kind: 'known', grave: findings.filter(isGrave), others: findings.filter((one) => !isGrave(one)) }
}

/** @param {Finding} finding */
function isGrave({ severity, ships }) {
  return ships && failing.has(severity)
}

/**
 * @param {Finding} finding
 * @returns {string}
 */
export function findingText({ name, severity, title, url, ships }) {
  return [`${name}, which ${ships ? 'ships' : 'only builds and tests'}: ${severity}`, title, url]
    .filter((part) => part !== '')
    .join(', ')
}

/**
 * @param {string} name
 * @param {unknown} found
 * @param {(place: string) => boolean} ships
 * @returns {Finding}
 */
function findingOf(name, found, ships) {
  const { severity, via, nodes } = isRecord(found) ? found : {}
  // A package that only depends on a vulnerable one names it by a text; the advisory stands with that one.
  const advisory = (Array.isArray(via) ? via : []).find(isRecord) ?? {}
  return {
    name,
    // What cannot be read may be anything.
    severity: typeof severity === 'string' ? severity : 'critical',
    title: textOf(advisory['title']),
    url: textOf(advisory['url']),
    // Where it is not said, anywhere.
    ships: !Array.isArray(nodes) || nodes.length === 0 || nodes.some((node) => typeof node !== 'string' || ships(node)),
  }
}

/** @param {Readonly<Record<string, unknown>>} report */
function reasonIn(report) {
  const { message, error } = report
  const { summary, code } = isRecord(error) ? error : { summary: undefined, code: undefined }
  return [message, summary, code].map(textOf).find((text) => text !== '') ?? 'npm audit wrote no report'
}

/** @param {unknown} value */
function textOf(value) {
  return typeof value === 'string' ? value.trim().split('\n', 1).join('') : ''
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isRecord(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * @param {string} text
 * @returns {unknown}
 */
function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
