// Which packages end in what an operator installs or a browser loads: those that the README accounts for, and all that
// they bring. Where package.json lists a package does not tell: the console's libraries are built into its files.

/**
 * @typedef {{ readonly dependencies?: Readonly<Record<string, string>>, readonly version?: string }} Locked
 * @typedef {{ readonly packages: Readonly<Record<string, Locked>> }} Lockfile
 */

/**
 * The names in the first column of the README's table of dependencies.
 * @param {string} readme
 * @returns {readonly string[]}
 */
export function accountedFor(readme) {
  const [, table = ''] = readme.split(/^## What it stands on$/m)
  const [rows = ''] = table.split(/^## /m)
  return [...rows.matchAll(/^\| ([^|]+?) +\|/gm)]
    .map(([, cell = '']) => cell)
    .filter((cell) => !/^(?:dependency|-+)$/.test(cell))
    .flatMap((cell) => cell.split(', '))
}

/**
 * The places in the lockfile of these packages and of all that they bring, as `node_modules/react`.
 * @param {Lockfile} lockfile
 * @param {readonly string[]} names
 * @returns {ReadonlySet<string>}
 */
export function broughtBy({ packages }, names) {
  const found = new Set()
  const wanted = names.map((name) => placeOf(packages, '', name))
  for (let place = wanted.pop(); place !== undefined; place = wanted.pop()) {
    if (place === null || found.has(place)) continue
    found.add(place)
    for (const name of Object.keys(packages[place]?.dependencies ?? {})) wanted.push(placeOf(packages, place, name))
  }
  return found
}

/**
 * As Node looks: beside the package that asks first, then further and further out.
 * @param {Lockfile['packages']} packages
 * @param {string} from
 * @param {string} name
 * @returns {string | null}
 */
function placeOf(packages, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const place = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`
    if (place in packages) return place
    if (folder === '') return null
  }
}
