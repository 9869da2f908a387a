import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import type { Tone } from '@/ui/tone.ts'
import type { Package } from '../../schema/update.ts'
import type { RowState, VersionRow } from './versionRows.ts'

export const stateTone = {
  unknown: 'idle',
  'not-installed': 'bad',
  'reload-pending': 'warn',
  'not-offered': 'idle',
  'none-compatible': 'warn',
  newer: 'up',
  'up-to-date': 'good',
  'no-answer': 'bad',
} as const satisfies Record<RowState, Tone | 'up'>

function word(text: string): string {
  return inSentence(text, 40)
}

/** How a server stands, in a sentence. */
export function useStateText(): (row: Pick<VersionRow, 'state' | 'stateKind'>) => string {
  const t = useTranslations('versions.stateText')
  const tooNew = ({ version, minXwVersion }: Package): string =>
    minXwVersion === null
      ? t('tooNewUnknown', { newest: word(version) })
      : t('tooNew', { newest: word(version), needs: word(minXwVersion) })
  return ({ state, stateKind }) => {
    if (stateKind === 'no-answer') return t('no-answer')
    switch (state.kind) {
      case 'not-installed':
        return t('not-installed', { set: word(state.set) })
      case 'reload-pending':
        return t('reload-pending', { set: word(state.set), running: word(state.running) })
      case 'none-compatible':
      case 'newer':
        return t(state.kind, { newest: word(state.newest.version) })
      case 'up-to-date':
        return state.tooNew === null ? t('up-to-date') : tooNew(state.tooNew)
      case 'unknown':
      case 'not-offered':
        return t(state.kind)
    }
  }
}
