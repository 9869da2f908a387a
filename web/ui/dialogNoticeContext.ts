import { createContext } from 'react'
import type { ReactNode } from 'react'

/**
 * What concerns the whole console and cannot wait until a dialog is closed: what stands behind one is reached neither by
 * keyboard nor by a screen reader. Null where there is nothing of the kind.
 */
export const DialogNoticeContext = createContext<ReactNode>(null)
