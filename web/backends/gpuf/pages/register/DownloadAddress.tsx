import type { ReactNode } from 'react'
import { linkClass } from '@/ui/link.ts'
import { ServerText } from '@/ui/ServerText.tsx'
import { isWebAddress } from '../../schema/fleetModelForm.ts'

/** An address from the register: text, and a link only where it leads to the web. */
export function DownloadAddress({ url }: { readonly url: string | null }): ReactNode {
  const text = <ServerText text={url} max={60} placeholder="–" />
  if (url === null || !isWebAddress(url)) return text
  return (
    <a href={url} target="_blank" rel="noreferrer noopener" className={linkClass}>
      {text}
    </a>
  )
}
