import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { ArrowDownToLine, Boxes } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useServers } from '@/kit/connections.ts'
import { JoinedView } from '@/kit/JoinedView.tsx'
import { useJoined } from '@/kit/joined.ts'
import { useMayChange } from '@/kit/mayChange.ts'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import { Button } from '@/ui/Button.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { linkClass } from '@/ui/link.ts'
import { Panel } from '@/ui/Panel.tsx'
import { Select } from '@/ui/Select.tsx'
import { paths } from '../../paths.ts'
import { downloadedModels, models } from '../../queries.ts'
import { ModelDetailView } from './ModelDetailView.tsx'
import { ModelOnServersTable } from './ModelOnServersTable.tsx'
import { joinModels } from './modelRows.ts'
import { PullDialog } from './PullDialog.tsx'

const noDetails = new Map<string, never>()

/** One model: how it stands on each server, and all that a server tells of it. */
export function ModelPage() {
  const t = useTranslations('models')
  const { model = '', server: inPath } = useParams({ strict: false })
  const { server: inSearch } = useSearch({ strict: false })
  const servers = useServers('xw')
  const [isAsking, setAsking] = useState(false)
  const mayChange = useMayChange()
  const catalogues = useJoined(servers, models)
  const disks = useJoined(servers, downloadedModels)
  const row = useMemo(
    () => joinModels(catalogues.rows, disks.rows, noDetails).find(({ id }) => id === model),
    [catalogues.rows, disks.rows, model],
  )
  const wanted = inPath ?? (typeof inSearch === 'string' ? inSearch : undefined)
  const describing = row?.on.filter(({ catalog }) => catalog !== null).map(({ at }) => at) ?? []
  // A link to one server shows that one, also where its list has not come or does not name the model.
  const at = wanted === undefined ? describing[0] : servers.find(({ id }) => id === wanted)
  const shortName = inSentence(model, 120)

  return (
    <PageFrame
      title={shortName}
      age={catalogues.oldestAt}
      description={
        <Link to={paths.models} className={linkClass}>
          {t('detail.back')}
        </Link>
      }
      actions={
        row &&
        mayChange && (
          <Button tone="primary" icon={ArrowDownToLine} onClick={() => setAsking(true)}>
            {t('pull.button')}
          </Button>
        )
      }
    >
      <JoinedView
        joined={catalogues}
        isEmpty={() => row === undefined && at === undefined}
        empty={
          <EmptyState icon={Boxes} title={t('detail.notHere', { model: shortName })}>
            {t('detail.notHereHint')}
          </EmptyState>
        }
      >
        {() =>
          row && (
            <Panel title={t('detail.servers')} padded={false}>
              <ModelOnServersTable row={row} />
            </Panel>
          )
        }
      </JoinedView>
      {wanted !== undefined && at === undefined && (
        <EmptyState title={t('detail.noServer', { server: inSentence(wanted) })} />
      )}
      {at && (
        <>
          {describing.length > 1 && (
            <DescribedBy current={at.id} choices={describing} isInPath={inPath !== undefined} />
          )}
          <ModelDetailView
            key={at.id}
            at={at}
            model={model}
            catalog={row?.on.find((one) => one.at.id === at.id)?.catalog ?? null}
            detected={catalogues.rows.find((one) => one.at.id === at.id)?.data.detectedDevices ?? []}
          />
        </>
      )}
      <PullDialog
        row={isAsking && row ? row : null}
        preferred={inPath === undefined ? [] : [inPath]}
        onClose={() => setAsking(false)}
      />
    </PageFrame>
  )
}

interface DescribedByProps {
  readonly current: string
  readonly choices: readonly { readonly id: string; readonly label: string }[]
  readonly isInPath: boolean
}

/** Servers can describe the same model differently. */
function DescribedBy({ current, choices, isInPath }: DescribedByProps) {
  const t = useTranslations('models.detail')
  const { model = '' } = useParams({ strict: false })
  const { tab } = useSearch({ strict: false })
  const navigate = useNavigate()
  const kept = tab === undefined ? {} : { tab }
  const options = choices.map(({ id, label }) => ({ value: id, label: inSentence(label, 60) }))
  return (
    <Select
      label={t('describedBy')}
      className="max-w-64"
      value={current}
      options={options}
      onValueChange={(server) =>
        void (isInPath
          ? navigate({ to: paths.serverModel, params: { server, model }, search: kept, replace: true })
          : navigate({ to: paths.model, params: { model }, search: { ...kept, server }, replace: true }))
      }
    />
  )
}
