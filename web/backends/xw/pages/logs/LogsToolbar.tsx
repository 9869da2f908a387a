import { ChevronDown, ChevronUp, Keyboard } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { Button } from '@/ui/Button.tsx'
import { Checkbox } from '@/ui/Checkbox.tsx'
import { cx } from '@/ui/cx.ts'
import { IconButton } from '@/ui/IconButton.tsx'
import { MultiSelect } from '@/ui/MultiSelect.tsx'
import { Popover } from '@/ui/Popover.tsx'
import { SearchField } from '@/ui/SearchField.tsx'
import { Select } from '@/ui/Select.tsx'
import { orNone } from '../../paths.ts'
import { logLevels, type LogSearch } from '../../schema/logRow.ts'
import { LogKeys } from './LogKeys.tsx'
import type { LogsView } from './useLogsSearch.ts'
import { type TimeForm, timeForms } from './useLogTime.ts'

interface Props {
  readonly view: LogsView
  readonly chooser: ReactNode
  /** Of all panes together. */
  readonly search: LogSearch
  readonly hit: number | null
  readonly panes: number
  readonly isInStep: boolean
  readonly onInStep: (inStep: boolean) => void
  readonly onNext: (what: 'error' | 'hit', direction: 1 | -1) => void
  /** Enter in the search, which may not have been heard of what is typed. */
  readonly onEnter: (typed: string, direction: 1 | -1) => void
  readonly onFollow: (follow: boolean) => void
}

/** How the logs are shown and searched. */
export function LogsToolbar(props: Props) {
  const { view, chooser, search, hit, panes, isInStep, onInStep, onNext, onEnter, onFollow } = props
  const t = useTranslations('logs')
  const format = useFormat()
  const { filter, query, isPattern, wrap, times, follow, set } = view
  const timeNames: Readonly<Record<TimeForm, string>> = {
    off: t('times.off'),
    local: t('times.local'),
    utc: t('times.utc'),
    age: t('times.age'),
  }

  return (
    <fieldset aria-label={t('tools')} className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-2">
      {chooser}
      <div className="flex w-full min-w-0 flex-wrap items-center gap-1 sm:w-auto">
        <SearchField
          hotkey
          label={t('search.label')}
          className="min-w-40 flex-1 sm:flex-none"
          value={query}
          onValueChange={(text) => set({ q: text || undefined })}
          onEnter={(typed, withShift) => onEnter(typed, withShift ? -1 : 1)}
        />
        <IconButton
          size="sm"
          icon={ChevronUp}
          label={t('search.previous')}
          disabledReason={query === '' ? t('search.empty') : null}
          onClick={() => onNext('hit', -1)}
        />
        <IconButton
          size="sm"
          icon={ChevronDown}
          label={t('search.next')}
          disabledReason={query === '' ? t('search.empty') : null}
          onClick={() => onNext('hit', 1)}
        />
        <output className={cx('text-xs text-ink-2 tabular-nums', search.kind !== 'none' && 'min-w-20 ps-1')}>
          {searchWords()}
        </output>
      </div>
      <Checkbox
        label={t('search.pattern')}
        checked={isPattern}
        onCheckedChange={(checked) => set({ re: checked ? 'on' : undefined })}
      />
      <Checkbox
        label={t('search.only')}
        checked={view.onlyHits}
        onCheckedChange={(checked) => set({ only: checked ? 'on' : undefined })}
      />
      <MultiSelect
        label={t('levels')}
        values={filter.levels}
        onValuesChange={(values) => set({ level: orNone(values) })}
        options={logLevels.toReversed().map((level) => ({ value: level, label: t(`level.${level}`) }))}
      />
      <span className="flex items-center">
        <IconButton size="sm" icon={ChevronUp} label={t('error.previous')} onClick={() => onNext('error', -1)} />
        <Button size="sm" tone="quiet" aria-keyshortcuts="e" onClick={() => onNext('error', 1)}>
          {t('error.next')}
        </Button>
      </span>
      <Select
        label={t('times.label', { zone: format.zone })}
        labelHidden
        value={times}
        onValueChange={(value) => set({ times: value })}
        options={timeForms.map((form) => ({ value: form, label: timeNames[form] }))}
      />
      <Checkbox
        label={t('wrap')}
        checked={wrap}
        onCheckedChange={(checked) => set({ wrap: checked ? 'on' : undefined })}
      />
      {panes > 1 && <Checkbox label={t('inStep')} checked={isInStep} onCheckedChange={onInStep} />}
      <Checkbox label={t('follow')} checked={follow} onCheckedChange={onFollow} />
      <Popover
        title={t('keys.title')}
        align="end"
        className="w-96"
        trigger={<IconButton size="sm" icon={Keyboard} label={t('keys.title')} />}
      >
        {() => <LogKeys />}
      </Popover>
    </fieldset>
  )

  function searchWords(): string {
    switch (search.kind) {
      case 'none':
        return ''
      case 'running':
        return t('search.running', { hits: search.hits })
      case 'done':
        return hit === null ? t('search.hits', { hits: search.hits }) : t('search.hitOf', { hit, hits: search.hits })
      case 'invalid':
        return t('search.invalid')
      case 'too-slow':
        return t('search.tooSlow', { hits: search.hits, lines: search.looked })
    }
  }
}
