import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Download, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useConfirm } from '@/kit/confirm.tsx'
import { notify } from '@/kit/notifications.tsx'
import { useFormat } from '@/kit/useFormat.ts'
import { CSV_MARK } from '@/lib/csv.ts'
import { fileMoment, fileName, saveFile } from '@/lib/saveFile.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button } from '@/ui/Button.tsx'
import { linkClass } from '@/ui/link.ts'
import type { ChunkHead } from '../../sampling/sampleChunk.ts'
import { eraseSamples, exportSamples } from '../../sampling/samples.ts'

interface Props {
  readonly at: Endpoint
  readonly id: string
  readonly name: string
  readonly heads: readonly ChunkHead[]
  readonly isOn: boolean
}

/** What can be done with what was sampled of one client. */
export function SampledActions({ at, id, name, heads, isOn }: Props): ReactNode {
  const t = useTranslations('client.sampling')
  const f = useFormat()
  const confirm = useConfirm()
  const queryClient = useQueryClient()

  const save = async (form: 'csv' | 'json') => {
    try {
      const text = await exportSamples(at, id, form)
      const content = form === 'csv' ? CSV_MARK + text : text
      const type = form === 'csv' ? 'text/csv' : 'application/json'
      saveFile(new Blob([content], { type }), fileName(['gpus', name, fileMoment(Date.now())], form))
    } catch {
      notify({ tone: 'bad', title: t('exportFailed') })
    }
  }
  const erase = async () => {
    const isSure = await confirm({
      title: t('eraseTitle', { name }),
      body: t('eraseText'),
      consequences: [
        t('eraseLost', {
          samples: heads.reduce((sum, head) => sum + head.samples, 0),
          from: f.dateTime(Math.min(...heads.map(({ start }) => start))),
          to: f.dateTime(Math.max(...heads.map(({ end }) => end))),
        }),
        ...(isOn ? [t('eraseGoesOn')] : []),
      ],
      confirmLabel: t('erase'),
      tone: 'danger',
    })
    if (!isSure) return
    try {
      await eraseSamples(queryClient, { server: at.id, client: id })
      notify({ tone: 'good', title: t('erased', { name }) })
    } catch {
      notify({ tone: 'bad', title: t('eraseFailed') })
    }
  }

  return (
    <div className="flex flex-wrap items-center gap-2">
      {heads.length > 0 && (
        <>
          <Button size="sm" icon={Download} onClick={() => void save('csv')}>
            {t('exportCsv')}
          </Button>
          <Button size="sm" icon={Download} onClick={() => void save('json')}>
            {t('exportJson')}
          </Button>
          <Button size="sm" icon={Trash2} tone="danger" onClick={() => void erase()}>
            {t('erase')}
          </Button>
        </>
      )}
      <Link to="/settings" hash="gpu-sampling" className={`${linkClass} text-sm`}>
        {t('list')}
      </Link>
    </div>
  )
}
