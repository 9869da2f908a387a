import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import { ID_LENGTH, type IdReading } from '../../schema/newClient.ts'

/** Why what was typed is no client id; one that is still too short is only told of after a try to send it. */
export function useIdFaultText(): (reading: IdReading, isTried: boolean) => string | null {
  const t = useTranslations('register.add.idFault')
  return (reading, isTried) => {
    switch (reading.fault) {
      case null:
        return null
      case 'empty':
        return isTried ? t('length', { length: 0 }) : null
      case 'not-hex':
        return t('notHex', { character: inSentence(reading.character, 4) || '?' })
      case 'length':
        return isTried || reading.length > ID_LENGTH ? t('length', { length: reading.length }) : null
    }
  }
}
