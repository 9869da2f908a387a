import { Link } from '@tanstack/react-router'
import { Square, Trash2 } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import type { Column } from '@/ui/DataTable.tsx'
import { IconButton } from '@/ui/IconButton.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import { linkClass } from '@/ui/link.ts'
import { paths } from '../paths.ts'
import type { KeptRow } from './keptRows.ts'
import { stopSampling } from './samplingPlan.ts'
import { useKeptNames } from './useKeptNames.ts'

export function useKeptColumns(onErase: (row: KeptRow) => Promise<void>): readonly Column<KeptRow>[] {
  const t = useTranslations('client.kept')
  const f = useFormat()
  const nameOf = useKeptNames()
  return useMemo((): readonly Column<KeptRow>[] => {
    return [
      {
        id: 'client',
        header: t('client'),
        cell: (row) => (
          <Link to={paths.client} params={{ client: row.id }} search={{ tab: 'gpus' }} className={linkClass}>
            <ServerText text={nameOf(row)} />
          </Link>
        ),
        grow: true,
      },
      { id: 'server', header: t('server'), cell: ({ server }) => <ServerText text={server.label} />, priority: 3 },
      {
        id: 'state',
        header: t('state'),
        cell: ({ isOn }) => <StatusBadge tone={isOn ? 'good' : 'idle'}>{t(isOn ? 'isOn' : 'isOff')}</StatusBadge>,
      },
      { id: 'samples', header: t('samples'), cell: ({ samples }) => f.number(samples), align: 'end', priority: 2 },
      { id: 'size', header: t('size'), cell: ({ bytes }) => f.bytes(bytes), align: 'end', priority: 2 },
      { id: 'last', header: t('last'), cell: ({ lastAt }) => f.dateTime(lastAt), priority: 2 },
      {
        id: 'actions',
        header: t('actions'),
        headerHidden: true,
        cell: (row) => (
          <span className="flex justify-end gap-1">
            {row.isOn && (
              <IconButton
                size="sm"
                icon={Square}
                label={t('stopOne', { name: inSentence(nameOf(row), 60) })}
                onClick={() => stopSampling(row.server, [row.id])}
              />
            )}
            {row.samples > 0 && (
              <IconButton
                size="sm"
                icon={Trash2}
                label={t('eraseOne', { name: inSentence(nameOf(row), 60) })}
                onClick={() => void onErase(row)}
              />
            )}
          </span>
        ),
      },
    ]
  }, [t, f, nameOf, onErase])
}
