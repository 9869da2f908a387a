import { ExternalLink } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { ReactNode } from 'react'
import { signInUrl } from '@/kit/signInUrl.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button, buttonClass } from '@/ui/Button.tsx'
import { Banner } from '../shell/Banner.tsx'
import { signedInPath } from './paths.ts'
import { realmsOf } from './sessionCheck.ts'
import type { SessionState } from './useSession.ts'

/** More names than these are a number. */
const mostNames = 4

interface Door {
  readonly key: string
  readonly href: string
  readonly label: string
}

function nameOf({ label }: Endpoint): string {
  return inSentence(label, 40)
}

interface Props extends SessionState {
  readonly isInDialog?: boolean
}

/** The one notice of a session that has ended, however many servers and panels it concerns. */
export function SignInBanner({ closed, isConsoleClosed, isChecking, check, isInDialog = false }: Props): ReactNode {
  const t = useTranslations('shell.signIn')
  const f = useFormat()
  const names = closed.slice(0, mostNames).map(nameOf)
  if (closed.length > mostNames) names.push(`+${f.number(closed.length - mostNames)}`)

  const base = document.baseURI
  const doors = realmsOf(closed, base).map((realm): Door => {
    const [at] = realm
    // Where the console is behind the same door, its own address leads through it, and ends at a page of ours.
    if (isConsoleClosed && new URL(at.baseUrl, base).origin === new URL(base).origin) {
      return { key: 'console', href: new URL(signedInPath.slice(1), base).href, label: t('here') }
    }
    return { key: `${at.kind}/${at.id}`, href: signInUrl(at, base), label: t('open', { name: nameOf(at) }) }
  })
  return (
    <Banner
      kind="sign-in"
      isInDialog={isInDialog}
      title={t('title', { count: closed.length, names: f.list(names) })}
      actions={
        <>
          {doors.map(({ key, href, label }, index) => (
            <a
              key={key}
              href={href}
              target="_blank"
              rel="noreferrer"
              className={buttonClass({ tone: index === 0 ? 'primary' : 'default', size: 'sm' })}
            >
              {label}
              <ExternalLink aria-hidden className="size-3.5" />
            </a>
          ))}
          <Button size="sm" busy={isChecking} onClick={check}>
            {t('retry')}
          </Button>
        </>
      }
    >
      {t('body')}
    </Banner>
  )
}
