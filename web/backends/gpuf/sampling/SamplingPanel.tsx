import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useConfirm } from '@/kit/confirm.tsx'
import { useServers } from '@/kit/connections.ts'
import { notify } from '@/kit/notifications.tsx'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { Button } from '@/ui/Button.tsx'
import { DataTable } from '@/ui/DataTable.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { CHANGES_AT_MOST } from '../schema/changeLog.ts'
import { changeCount, eraseChanges } from './seenChanges.ts'
import { bytesOf, KEEP_LIMITS } from './sampleLimits.ts'
import { eraseSamples, sampleHeads } from './samples.ts'
import { stopSampling, useSamplingPlan } from './samplingPlan.ts'
import { keptRows, type KeptRow } from './keptRows.ts'
import { useKeptColumns } from './useKeptColumns.tsx'
import { useKeptNames } from './useKeptNames.ts'

/** All that is sampled, and what this browser keeps of it. */
export function SamplingPanel(): ReactNode {
  const t = useTranslations('client.kept')
  const f = useFormat()
  const confirm = useConfirm()
  const queryClient = useQueryClient()
  const servers = useServers('gpuf')
  const plan = useSamplingPlan((state) => state.servers)
  const heads = useQuery(sampleHeads())
  const changes = useQuery(changeCount())
  const nameOf = useKeptNames()
  const words = useTranslations('client.sampling')
  const eraseOne = useCallback(
    async (row: KeptRow) => {
      const name = inSentence(nameOf(row), 60)
      const isSure = await confirm({
        title: words('eraseTitle', { name }),
        body: words('eraseText'),
        ...(row.isOn ? { consequences: [words('eraseGoesOn')] } : {}),
        confirmLabel: words('erase'),
        tone: 'danger',
      })
      if (!isSure) return
      try {
        await eraseSamples(queryClient, { server: row.server.id, client: row.id })
        notify({ tone: 'good', title: words('erased', { name }) })
      } catch {
        notify({ tone: 'bad', title: words('eraseFailed') })
      }
    },
    [confirm, nameOf, words, queryClient],
  )
  const columns = useKeptColumns(eraseOne)
  if (servers.length === 0) return null
  const found = heads.data?.found ?? []
  const rows = keptRows(found, plan, servers)

  const eraseAll = async () => {
    const isSure = await confirm({
      title: t('eraseAllTitle'),
      consequences: [
        t('eraseAllLost', { clients: rows.filter(({ samples }) => samples > 0).length, size: f.bytes(bytesOf(found)) }),
      ],
      confirmLabel: t('eraseAll'),
      tone: 'danger',
    })
    if (isSure) await tried(() => eraseSamples(queryClient), t('eraseAllDone'))
  }
  const forgetChanges = async () => {
    const isSure = await confirm({
      title: t('eraseChangesTitle'),
      body: t('eraseChangesText'),
      confirmLabel: t('eraseChanges'),
      tone: 'danger',
    })
    if (isSure) await tried(() => eraseChanges(queryClient), t('eraseChangesDone'))
  }
  const tried = async (action: () => Promise<void>, done: string) => {
    try {
      await action()
      notify({ tone: 'good', title: done })
    } catch {
      notify({ tone: 'bad', title: words('eraseFailed') })
    }
  }

  const isAnyOn = rows.some(({ isOn }) => isOn)
  const count = changes.data?.found ?? 0
  return (
    <Panel
      id="gpu-sampling"
      title={t('title')}
      description={t('description')}
      padded={false}
      actions={
        <>
          {isAnyOn && (
            <Button
              size="sm"
              onClick={() => {
                for (const at of servers)
                  stopSampling(
                    at,
                    (plan[at.id] ?? []).map(({ id }) => id),
                  )
              }}
            >
              {t('stopAll')}
            </Button>
          )}
          {found.length > 0 && (
            <Button size="sm" tone="danger" onClick={() => void eraseAll()}>
              {t('eraseAll')}
            </Button>
          )}
        </>
      }
    >
      {rows.length === 0 ? (
        <EmptyState compact title={t('none')} />
      ) : (
        <DataTable
          caption={t('title')}
          rows={rows}
          columns={columns}
          rowKey={({ server, id }) => `${server.id}/${id}`}
        />
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line px-4 py-2 text-xs text-ink-3">
        <div>
          <p>
            {t('used', {
              used: f.bytes(bytesOf(found)),
              most: f.bytes(KEEP_LIMITS.totalBytes),
              days: KEEP_LIMITS.ageMs / 86_400_000,
            })}
          </p>
          <p>{t('changes', { count, most: CHANGES_AT_MOST })}</p>
        </div>
        {count > 0 && (
          <Button size="sm" tone="danger" onClick={() => void forgetChanges()}>
            {t('eraseChanges')}
          </Button>
        )}
      </div>
    </Panel>
  )
}
