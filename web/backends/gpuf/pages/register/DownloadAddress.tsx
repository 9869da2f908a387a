import type { ReactNode } from 'react'
import { OutsideLink } from '@/ui/OutsideLink.tsx'
import { ServerText } from '@/ui/ServerText.tsx'

/** An address from the register: text, and a link only where it leads to the web. */
export function DownloadAddress({ url }: { readonly url: string | null }): ReactNode {
  const text = <ServerText text={url} max={60} placeholder="–" />
  if (url === null) return text
  return (
    <OutsideLink address={url} words={url}>
      {text}
    </OutsideLink>
  )
}
