import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { visible } from '@/lib/terminalRow.ts'
import { stripAnsi } from '@/lib/serverText.ts'
import { Button } from '@/ui/Button.tsx'
import { Dialog } from '@/ui/Dialog.tsx'
import type { Log } from '../../queriesLogs.ts'
import type { LogRow } from '../../schema/logRow.ts'

interface Props {
  readonly log: Log
  readonly row: LogRow
  readonly onClose: () => void
}

interface Piece {
  readonly text: string
  readonly next: number | null
}

const PIECE_BYTES = 32 * 1024

/** A line too long to be drawn, piece by piece: never more than one is drawn at a time. */
export function LongLineDialog({ log, row, onClose }: Props) {
  const t = useTranslations('logs')
  const format = useFormat()
  const [from, setFrom] = useState(0)
  const [before, setBefore] = useState<readonly number[]>([])
  const [piece, setPiece] = useState<Piece>({ text: row.text, next: null })
  const [isGone, setIsGone] = useState(false)

  useEffect(() => {
    let isOver = false
    const read = async () => {
      try {
        const found = await log.ask('piece', { row: row.row, from, bytes: PIECE_BYTES })
        if (isOver) return
        setIsGone(found === null)
        if (found) setPiece(found)
      } catch {
        // A log that has been closed answers no more.
      }
    }
    void read()
    return () => {
      isOver = true
    }
  }, [log, row.row, from])

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      size="lg"
      title={t('more.title')}
      description={t('more.place', {
        from: format.bytes(from),
        to: format.bytes(piece.next ?? row.cutFrom),
        total: format.bytes(row.cutFrom),
      })}
      footer={
        <>
          <Button
            disabledReason={before.length === 0 ? t('more.atStart') : null}
            onClick={() => {
              setFrom(before.at(-1) ?? 0)
              setBefore(before.slice(0, -1))
            }}
          >
            {t('more.previous')}
          </Button>
          <Button
            tone="primary"
            disabledReason={piece.next === null ? t('more.atEnd') : null}
            onClick={() => {
              if (piece.next === null) return
              setBefore([...before, from])
              setFrom(piece.next)
            }}
          >
            {t('more.next')}
          </Button>
        </>
      }
    >
      {isGone ? (
        <p className="text-sm text-ink-2">{t('more.gone')}</p>
      ) : (
        <pre className="font-mono text-xs wrap-anywhere whitespace-pre-wrap">
          <bdi>{visible(stripAnsi(piece.text))}</bdi>
        </pre>
      )}
    </Dialog>
  )
}
