import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { SEEN_FILTERS, WARN_FILTERS, type FleetSearch } from '../../paths.ts'
import { ageSpan, healthSpan, splitWords, type FilterName, type Span } from '../../pathsFleet.ts'
import { NOT_SAID } from '../../schema/fleetView.ts'
import { knownStatus } from '../statusText.ts'

export interface FilterText {
  /** One value of a filter that has a list of them. */
  readonly value: (name: 'status' | 'seen' | 'warn' | 'device' | 'os' | 'site', value: string) => string
  /** The whole filter as it is in force; undefined where it is not. */
  readonly inForce: (name: FilterName, search: FleetSearch) => string | undefined
}

/** The filters of the fleet in words. */
export function useFilterText(): FilterText {
  const t = useTranslations('fleet')
  const f = useFormat()
  return useMemo((): FilterText => {
    const value: FilterText['value'] = (name, word) => {
      switch (name) {
        case 'status': {
          const known = knownStatus(word)
          if (known) return t(`status.${known}`)
          return word === NOT_SAID ? t('status.none') : inSentence(word, 40)
        }
        case 'seen': {
          const known = SEEN_FILTERS.find((one) => one === word)
          return known ? t(`seen.${known}`) : word
        }
        case 'warn': {
          const known = WARN_FILTERS.find((one) => one === word)
          return known ? t(`warn.${known}`) : word
        }
        default:
          return word === NOT_SAID ? t('filter.notSaid') : inSentence(word, 40)
      }
    }
    const span = ({ from, to }: Span, words: (value: number) => string) => {
      if (from === undefined) return to === undefined ? undefined : t('filter.upTo', { to: words(to) })
      if (to === undefined) return t('filter.from', { from: words(from) })
      return t('filter.between', { from: words(from), to: words(to) })
    }
    return {
      value,
      inForce: (name, search) => {
        const text = search[name]
        if (text === undefined) return undefined
        switch (name) {
          case 'q':
            return inSentence(text, 40)
          case 'only':
            return t('filter.onlySelected')
          case 'health':
            return span(healthSpan(text), (share) => f.number(share, 2))
          case 'age':
            return span(ageSpan(text), f.duration)
          case 'warn':
          case 'site':
            return value(name, text)
          default: {
            const words = splitWords(text)
            const named = words.slice(0, 2).map((word) => value(name, word))
            return words.length > 2
              ? t('filter.andMore', { words: named.join(', '), count: words.length - 2 })
              : named.join(', ')
          }
        }
      },
    }
  }, [t, f])
}
