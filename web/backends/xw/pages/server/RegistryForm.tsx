import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useConfirm } from '@/kit/confirm.tsx'
import { useMayChange } from '@/kit/mayChange.ts'
import { ProblemNotice } from '@/kit/ProblemNotice.tsx'
import { useReadOnlyReason } from '@/kit/readOnlyReason.ts'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import type { Problem } from '@/net/problem.ts'
import { Button } from '@/ui/Button.tsx'
import { KeyValue } from '@/ui/KeyValue.tsx'
import { TextField } from '@/ui/TextField.tsx'
import { setConfigValue, updates } from '../../queriesSettings.ts'
import type { ConfigKey, ConfigSet } from '../../schema/config.ts'
import { registryFault } from './registryFault.ts'

interface Props {
  readonly at: Endpoint
  readonly current: string | null
  readonly open: boolean
  readonly onClose: () => void
}

interface Change {
  readonly key: ConfigKey
  readonly value: string
}

/** Another registry for one server: checked here, asked about, and then seen whether it answers. */
export function RegistryForm({ at, current, open, onClose }: Props) {
  const t = useTranslations('versions.server.registry')
  const confirm = useConfirm()
  const setting = useMutation<ConfigSet, Problem, Change>(setConfigValue(at, useQueryClient()))
  const [draft, setDraft] = useState<string | null>(null)
  const [isTried, setTried] = useState(false)
  const [changedFrom, setChangedFrom] = useState<string | null>(null)
  const readOnly = useReadOnlyReason()
  const typed = draft ?? current ?? ''
  const fault = registryFault(typed, current)

  async function change(to: string): Promise<void> {
    const isSure = await confirm({
      title: t('title', { server: inSentence(at.label) }),
      body: (
        <KeyValue
          items={[
            { label: t('before'), value: inSentence(current ?? '–', 300), mono: true },
            { label: t('after'), value: inSentence(to, 300), mono: true },
          ]}
        />
      ),
      consequences: [t('offers'), t('keeps')],
      confirmLabel: t('confirm'),
    })
    if (!isSure) return
    setting.mutate(
      { key: 'registry', value: to },
      {
        // Refused, it stays as it is: the notice beside the field, and in it what was typed.
        onSuccess: () => {
          setChangedFrom(current)
          setDraft(null)
          setTried(false)
          onClose()
        },
      },
    )
  }

  return (
    <>
      {open && (
        <form
          className="flex flex-col gap-2 border-b border-line py-3"
          onSubmit={(event) => {
            event.preventDefault()
            setTried(true)
            if (fault === null && readOnly === null) void change(typed.trim())
          }}
        >
          <TextField
            mono
            inputRef={focusOnOpen}
            inputMode="url"
            label={t('label')}
            description={t('hint')}
            value={typed}
            onValueChange={(text) => {
              setDraft(text)
              setting.reset()
            }}
            error={fault !== null && (isTried || (draft !== null && fault !== 'empty')) ? t(fault) : null}
          />
          {setting.error && <ProblemNotice compact problem={setting.error} />}
          <div className="flex flex-wrap gap-2">
            <Button type="submit" size="sm" tone="primary" busy={setting.isPending} disabledReason={readOnly}>
              {t('save')}
            </Button>
            <Button
              size="sm"
              onClick={() => {
                setDraft(null)
                setTried(false)
                setting.reset()
                onClose()
              }}
            >
              {t('cancel')}
            </Button>
          </div>
        </form>
      )}
      {!open && setting.isSuccess && (
        <AfterChange at={at} before={changedFrom} isBusy={setting.isPending} onBack={(to) => void change(to)} />
      )}
    </>
  )
}

/** The button that opened the form is gone: the focus goes where one goes on. */
function focusOnOpen(field: HTMLInputElement | null): void {
  field?.focus()
}

interface AfterProps {
  readonly at: Endpoint
  readonly before: string | null
  readonly isBusy: boolean
  readonly onBack: (to: string) => void
}

/** Whether the new registry answers: the server's empty list of versions is all that tells. */
function AfterChange({ at, before, isBusy, onBack }: AfterProps) {
  const t = useTranslations('versions.server.registry')
  const query = useQuery(updates(at))
  const count = (query.data?.compatible.length ?? 0) + (query.data?.incompatible.length ?? 0)
  const isSilent = query.data !== undefined && count === 0
  const mayChange = useMayChange()
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line py-2 text-sm">
      <output className={!query.isFetching && isSilent ? 'text-warn' : 'text-ink-2'}>
        {query.isFetching || query.data === undefined ? t('asking') : isSilent ? t('silent') : t('answers', { count })}
      </output>
      {/* One with a sign-in is known here only without it. */}
      {mayChange && before !== null && registryFault(before, null) === null && !query.isFetching && isSilent && (
        <Button size="sm" busy={isBusy} onClick={() => onBack(before)}>
          {t('back', { registry: inSentence(before, 60) })}
        </Button>
      )}
    </div>
  )
}
