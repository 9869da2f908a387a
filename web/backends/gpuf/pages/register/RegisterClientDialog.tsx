import type { ReactNode } from 'react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Dialog } from '@/ui/Dialog.tsx'
import { RegisterClientForm, type SentRegistration } from './RegisterClientForm.tsx'
import { RegistrationResult } from './RegistrationResult.tsx'

interface Props {
  readonly at: Endpoint
  readonly open: boolean
  readonly onClose: () => void
}

/** Enters a machine in the register: looked up before it is sent, and read back after. */
export function RegisterClientDialog({ at, open, onClose }: Props): ReactNode {
  const t = useTranslations('register.add')
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
      title={t('title')}
      description={t('intro', { server: inSentence(at.label), userId: inSentence(at.userId ?? '') })}
    >
      {open && <Steps at={at} onClose={onClose} />}
    </Dialog>
  )
}

function Steps({ at, onClose }: Omit<Props, 'open'>): ReactNode {
  const [sent, setSent] = useState<SentRegistration | null>(null)
  if (sent === null) return <RegisterClientForm at={at} onSent={setSent} onClose={onClose} />
  return <RegistrationResult at={at} sent={sent} onAnother={() => setSent(null)} onClose={onClose} />
}
