import { ExternalLink } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { maskSecrets } from '@/lib/maskSecrets.ts'
import { hostBehind, webAddress } from '@/lib/webAddress.ts'
import { linkClass } from './link.ts'
import { VisuallyHidden } from './VisuallyHidden.tsx'

interface Props {
  /** As a server wrote it. */
  readonly address: string
  /** What is shown, as text: an address in it that is not the one behind it is given away. */
  readonly words: string
  readonly children: ReactNode
}

/**
 * A link that a server named, and that leads out of the console: in a tab of its own, marked, and without a word to
 * that site of where one comes from. Where the address is not one to follow, only what it would have shown is there.
 */
export function OutsideLink({ address: written, words, children }: Props) {
  const t = useTranslations('links')
  const address = webAddress(written)
  if (address === null) return children
  const host = hostBehind(words, address)
  return (
    <a
      href={address}
      title={maskSecrets(address)}
      target="_blank"
      rel="noopener noreferrer nofollow"
      referrerPolicy="no-referrer"
      className={linkClass}
    >
      {children}
      {host !== null && (
        <>
          {' '}
          <span className="wrap-anywhere">{t('leadsTo', { host })}</span>
        </>
      )}{' '}
      <ExternalLink aria-hidden className="ms-0.5 inline size-3 align-baseline" />{' '}
      <VisuallyHidden>{t('newTab')}</VisuallyHidden>
    </a>
  )
}
