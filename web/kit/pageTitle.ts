import { create } from 'zustand'
import { inSentence } from '@/lib/inSentence.ts'
import { useConnections } from './connections.ts'

/** The product's name, which a site can replace in `config.json`. */
export const productName = 'Quarterdeck'

interface PageTitle {
  readonly title: string | null
  readonly prefix: string | null
}

const usePageTitle = create<PageTitle>(() => ({ title: null, prefix: null }))

export function setPageTitle(title: string | null): void {
  usePageTitle.setState({ title })
}

/** Goes before the title, so that a tab in the background tells how far it is: `43%`. Null takes it away. */
export function setTitlePrefix(prefix: string | null): void {
  usePageTitle.setState({ prefix })
}

/** `43% · Models · Quarterdeck` */
export function tabTitle({ title, prefix }: PageTitle, site: string | null): string {
  const parts = [prefix, title === null ? null : inSentence(title), inSentence(site ?? productName)]
  return parts.filter((part) => part !== null && part !== '').join(' · ')
}

function show(): void {
  if (typeof document === 'undefined') return
  const shown = tabTitle(usePageTitle.getState(), useConnections.getState().title)
  if (document.title !== shown) document.title = shown
}

// A title belongs to the document and not to any component: pulls go on while pages come and go.
usePageTitle.subscribe(show)
useConnections.subscribe(show)
