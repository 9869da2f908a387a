import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { plainText } from '@/lib/serverText.ts'
import type { Tone } from '@/ui/tone.ts'
import { goesOn } from '../../pulls/pullList.ts'
import type { ShownPull } from '../../pulls/pullList.ts'
import { pullTone } from '../../pulls/pullTone.ts'

const tones: Readonly<Record<string, Tone>> = { downloaded: 'good', downloading: 'busy', not_downloaded: 'idle' }

export interface ModelStatus {
  readonly tone: Tone
  readonly text: string
  readonly hint: string | undefined
}

/** A model's status on one server in words. A pull of this console says more than the server does. */
export function useModelStatus(): (status: string, pull: ShownPull | undefined) => ModelStatus {
  const t = useTranslations('models')
  const tPhase = useTranslations('pulls.phase')
  const f = useFormat()
  return (status, pull) => {
    if (pull && goesOn(pull)) {
      const phase = tPhase(pull.phase)
      const text = pull.percent === null ? phase : t('pulling', { phase, percent: f.percent(pull.percent) })
      return { tone: pullTone[pull.phase], text, hint: undefined }
    }
    const isKnown = status === 'downloaded' || status === 'downloading' || status === 'not_downloaded'
    return {
      tone: tones[status] ?? 'idle',
      text: isKnown ? t(`status.${status}`) : plainText(status, 40),
      hint: status === 'downloading' ? t('lockedHint') : undefined,
    }
  }
}
