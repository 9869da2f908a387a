import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { plainText } from '@/lib/serverText.ts'
import { goesOn, type ShownPull } from '../../pulls/pullList.ts'
import type { Cell } from './matrixModel.ts'

export type CellLook = 'good' | 'busy' | 'bad' | 'warn' | 'quiet' | 'none'

export interface CellWords {
  readonly look: CellLook
  /** As much as fits into the cell. */
  readonly short: string
  /** The whole of it, in a sentence. */
  readonly full: string
}

export type CellSpeaker = (model: string, server: string, cell: Cell, pull: ShownPull | undefined) => CellWords

/** What a cell shows and says. A pull of this console says more than the server does. Stable. */
export function useCellWords(): CellSpeaker {
  const t = useTranslations('matrix')
  const tPhase = useTranslations('pulls.phase')
  const f = useFormat()
  return useMemo(() => {
    function ofPull(pull: ShownPull, names: Readonly<Record<'model' | 'server', string>>): CellWords {
      const phase = tPhase(pull.phase)
      if (!goesOn(pull)) return { look: 'bad', short: t('short.failed'), full: t('cell.failed', { ...names, phase }) }
      const percent = pull.percent === null ? null : f.percent(pull.percent)
      const said = percent === null ? phase : `${phase}, ${percent}`
      return {
        look: 'busy',
        short: pull.phase === 'queued' ? t('short.queued') : (percent ?? phase),
        full: t(pull.tab === null ? 'cell.pulling' : 'cell.pullingElsewhere', { ...names, phase: said }),
      }
    }
    return (model, server, cell, pull) => {
      const names = { model: inSentence(model, 60), server: inSentence(server, 40) }
      if (pull !== undefined && (goesOn(pull) || cell.kind !== 'downloaded')) return ofPull(pull, names)
      switch (cell.kind) {
        case 'downloaded': {
          if (cell.bytes === null)
            return { look: 'good', short: t('short.has'), full: t('cell.downloadedNoSize', names) }
          const size = f.bytes(cell.bytes)
          const full = t(cell.isListed ? 'cell.downloaded' : 'cell.unlisted', { ...names, size })
          return { look: 'good', short: size, full }
        }
        case 'locked':
          return { look: 'warn', short: t('short.locked'), full: t('cell.locked', names) }
        case 'other':
          return {
            look: 'warn',
            short: plainText(cell.status, 12),
            full: t('cell.other', { ...names, status: inSentence(cell.status, 40) }),
          }
        case 'absent':
          return { look: 'none', short: t('short.absent'), full: t('cell.absent', names) }
        case 'no-chip':
        case 'not-offered':
        case 'unknown':
          return { look: 'quiet', short: t(`short.${cell.kind}`), full: t(`cell.${cell.kind}`, names) }
      }
    }
  }, [t, tPhase, f])
}
