import { useTranslations } from 'use-intl'
import { VIEW_NAME_AT_MOST, type NameFault } from './viewsStore.ts'

/** Why a view cannot be called so, in words. */
export function useNameFaultText(): (fault: NameFault) => string {
  const t = useTranslations('fleet.views.fault')
  return (fault) => {
    switch (fault) {
      case 'empty':
        return t('empty')
      case 'long':
        return t('long', { most: VIEW_NAME_AT_MOST })
      case 'taken':
        return t('taken')
    }
  }
}
