import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import type { FieldFault } from '../../schema/fleetModelForm.ts'

export function useFaultText(): (fault: FieldFault) => string {
  const t = useTranslations('register.models.form.fault')
  return (fault) => {
    switch (fault.kind) {
      case 'hexLength':
        return t('hexLength', { length: fault.length })
      case 'versionTaken':
      case 'codeTaken':
        return t(fault.kind, { name: inSentence(fault.name, 60), version: inSentence(fault.version, 20) })
      case 'required':
      case 'tooLong':
      case 'wholeAboveZero':
      case 'wholeFromZero':
      case 'tooLarge':
      case 'hex':
      case 'url':
      case 'signIn':
        return t(fault.kind)
    }
  }
}
