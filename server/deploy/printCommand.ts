import { parseArgs } from 'node:util'
import { readText } from '../listFile.ts'
import { type ReadList, readServerList } from '../serverList.ts'
import { type DeploymentKind, deploymentKinds, printDeployment } from './printDeployment.ts'
import { type Site, type Tls, plainSite } from './site.ts'

const usage = `Usage: quarterdeck print KIND --servers FILE [options]

Prints a configuration made from the list of servers. KIND is one of
  ${deploymentKinds.join(', ')}.

  --base PATH            where the console lives (/)
  --root FOLDER          the built console (${plainSite.root})
  --config-folder FOLDER where the printed config.json is put (${plainSite.configFolder})
  --listen [ADDRESS:]PORT (${plainSite.listen})
  --host NAME            under which browsers know it
  --cert FILE --key FILE speak TLS; for Caddy also --tls automatic or --tls internal
  --oauth2-proxy HOST:PORT  asks it who somebody is
  --signed-in-front      something in front lets only those in who may
  --resolver ADDRESS     nginx looks names up there, again and again
  --authorities FILE     trusted for https servers without a "ca" (${plainSite.authorities})
`

const text = { type: 'string' } as const

/**
 * `quarterdeck print nginx --servers f`: what it prints, or what is wrong, one a line.
 * @param args what follows `print`
 */
export async function printCommand(
  args: readonly string[],
): Promise<{ readonly text: string } | { readonly problems: readonly string[] }> {
  const read = readArguments(args)
  if (typeof read === 'string') return { problems: [read] }
  const { values, positionals } = read
  if (values.help === true) return { text: usage }
  const [kind, more] = positionals
  if (!isKind(kind) || more !== undefined) return { problems: [`print one of ${deploymentKinds.join(', ')}`] }
  if (values.servers === undefined) return { problems: ['print needs a list: --servers FILE'] }
  const tls = readTls(values)
  if (tls === undefined) return { problems: ['--cert and --key belong together; --tls is automatic or internal'] }
  const list = await readList(values.servers)
  if ('problems' in list) return list
  return printDeployment(kind, list.list, {
    base: values.base ?? plainSite.base,
    root: values.root ?? plainSite.root,
    configFolder: values['config-folder'] ?? plainSite.configFolder,
    listen: values.listen ?? plainSite.listen,
    host: values.host ?? null,
    tls,
    signIn: readSignIn(values),
    resolver: values.resolver ?? null,
    authorities: values.authorities ?? plainSite.authorities,
  })
}

/** Certificates that it names are not looked at: they are where the web server runs. */
async function readList(path: string): Promise<ReadList> {
  const file = await readText(path)
  if ('problem' in file) return { problems: [file.problem] }
  try {
    return readServerList(JSON.parse(file.text))
  } catch {
    return { problems: [`${path} is not JSON`] }
  }
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        servers: text,
        base: text,
        root: text,
        'config-folder': text,
        listen: text,
        host: text,
        cert: text,
        key: text,
        tls: text,
        'oauth2-proxy': text,
        'signed-in-front': { type: 'boolean' },
        resolver: text,
        authorities: text,
        help: { type: 'boolean' },
      },
    })
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

type Values = Exclude<ReturnType<typeof readArguments>, string>['values']

function readTls({ cert, key, tls }: Values): Tls | undefined {
  if (tls !== undefined) return cert === undefined && (tls === 'automatic' || tls === 'internal') ? tls : undefined
  if (cert !== undefined && key !== undefined) return { certificate: cert, key }
  return cert === undefined && key === undefined ? 'none' : undefined
}

function readSignIn(values: Values): Site['signIn'] {
  if (values['oauth2-proxy'] !== undefined) return { oauth2Proxy: values['oauth2-proxy'] }
  return values['signed-in-front'] === true ? 'in front' : 'nobody asks'
}

function isKind(word: string | undefined): word is DeploymentKind {
  return deploymentKinds.some((kind) => kind === word)
}
