import { ChevronDown, FlaskConical } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { ReactNode } from 'react'
import { useConnections } from '@/kit/connections.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { Popover } from '@/ui/Popover.tsx'
import { ChoiceList } from './ChoiceList.tsx'

/** Says that nothing here is real, and lets one see what else can happen. Absent where the servers are real. */
export function DemoMenu(): ReactNode {
  const t = useTranslations('demo')
  const scenarioName = useScenarioName()
  const demo = useConnections((state) => state.demo)
  if (demo === null) return null

  const name = scenarioName(demo.scenario)
  const trigger = (
    <button
      type="button"
      aria-label={t('label', { name })}
      className="flex h-7 items-center gap-1.5 rounded-md border border-busy/40 bg-busy-soft px-2 text-sm font-medium text-busy hover:border-busy"
    >
      <FlaskConical aria-hidden className="size-3.5 shrink-0" />
      <span className="sm:hidden">{t('badge')}</span>
      <span className="hidden max-w-48 truncate sm:inline">{t('label', { name })}</span>
      <ChevronDown aria-hidden className="size-3.5 shrink-0" />
    </button>
  )
  return (
    <Popover align="end" title={t('label', { name })} titleHidden className="w-72" trigger={trigger}>
      {() => (
        <>
          <p className="border-b border-line px-3 py-2 text-xs text-ink-2">{t('explain')}</p>
          <ChoiceList
            label={t('title')}
            value={demo.scenario}
            options={demo.scenarios.map((value) => ({ value, label: scenarioName(value) }))}
            onChoose={showScenario}
          />
        </>
      )}
    </Popover>
  )
}

/** A scenario is a world of its own: only a new start makes it. The page stays, its filters may not fit any more. */
function showScenario(scenario: string): void {
  const address = new URL(window.location.href)
  address.search = ''
  address.searchParams.set('scenario', scenario)
  window.location.assign(address)
}

/** The mocks may know more scenarios than the catalogs have words for. */
function useScenarioName(): (scenario: string) => string {
  const t = useTranslations('demo.scenarios')
  const names: Readonly<Record<string, string>> = {
    calm: t('calm'),
    busy: t('busy'),
    empty: t('empty'),
    'first-day': t('first-day'),
    'xw-down': t('xw-down'),
    'gpuf-down': t('gpuf-down'),
    slow: t('slow'),
    garbled: t('garbled'),
    'pull-breaks-off': t('pull-breaks-off'),
    'pull-locked': t('pull-locked'),
    patchwork: t('patchwork'),
    many: t('many'),
    'many-down': t('many-down'),
    'many-hang': t('many-hang'),
    misdirected: t('misdirected'),
    crowded: t('crowded'),
    huge: t('huge'),
  }
  return (scenario) => names[scenario] ?? inSentence(scenario, 40)
}
