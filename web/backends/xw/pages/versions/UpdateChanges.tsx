import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { Badge } from '@/ui/Badge.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { type Census, compareCensus } from '../../schema/census.ts'

interface Props {
  readonly before: Census
  readonly after: Census
}

/** Which models and device types came and which went. */
export function UpdateChanges({ before, after }: Props) {
  const t = useTranslations('versions.run.changes')
  const { models, deviceTypes, moved } = compareCensus(before, after)
  const names = [models?.added, models?.removed, deviceTypes?.added, deviceTypes?.removed]
  const isSame =
    models !== null && deviceTypes !== null && moved.length === 0 && names.every((list) => list?.length === 0)
  return (
    <div className="flex flex-col gap-1">
      <h3 className="font-medium">{t('title')}</h3>
      {isSame && <p className="text-ink-2">{t('nothing')}</p>}
      <dl className="flex flex-col gap-1">
        <Names label={t('modelsAdded')} sign="+" names={models?.added} />
        <Names label={t('modelsRemoved')} sign="−" names={models?.removed} />
        <Names label={t('typesAdded')} sign="+" names={deviceTypes?.added} />
        <Names label={t('typesRemoved')} sign="−" names={deviceTypes?.removed} />
        {moved.length > 0 && <Moved moved={moved} />}
      </dl>
      {models === null && <p className="text-warn">{t('modelsUnknown')}</p>}
      {deviceTypes === null && <p className="text-warn">{t('typesUnknown')}</p>}
    </div>
  )
}

interface NamesProps {
  readonly label: string
  readonly sign: '+' | '−'
  readonly names: readonly string[] | undefined
}

function Names({ label, sign, names }: NamesProps) {
  if (names === undefined || names.length === 0) return null
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
      <dt className="text-ink-3">{label}</dt>
      <dd className="flex min-w-0 flex-wrap gap-1">
        {names.map((name) => (
          <Badge key={name} mono tone={sign === '+' ? 'good' : 'warn'}>
            {sign} <ServerText text={name} max={60} />
          </Badge>
        ))}
      </dd>
    </div>
  )
}

function Moved({ moved }: Pick<ReturnType<typeof compareCensus>, 'moved'>) {
  const t = useTranslations('versions.run.changes')
  const f = useFormat()
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
      <dt className="text-ink-3">{t('moved')}</dt>
      <dd className="flex min-w-0 flex-wrap gap-x-3 wrap-anywhere">
        {moved.map(({ model, change: { added, removed } }) => (
          <span key={model}>
            {t('movedOne', {
              model: inSentence(model, 60),
              change: f.list([
                ...added.map((type) => `+ ${inSentence(type, 40)}`),
                ...removed.map((type) => `− ${inSentence(type, 40)}`),
              ]),
            })}
          </span>
        ))}
      </dd>
    </div>
  )
}
