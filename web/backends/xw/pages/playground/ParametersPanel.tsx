import { RotateCcw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import { IconButton } from '@/ui/IconButton.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { TextField } from '@/ui/TextField.tsx'
import {
  type ChatParameter,
  chatParameters,
  checkParameter,
  messagesMaxTokens,
  openAiOnly,
  parameterRanges,
  type ParameterTexts,
} from '../../schema/chatParameters.ts'
import type { TalkForm } from '../../talks/talk.ts'
import type { ChosenTarget } from './useTargets.ts'

interface Props {
  readonly form: TalkForm
  readonly chosen: readonly ChosenTarget[]
  readonly parameters: ParameterTexts
  readonly onChange: (parameters: ParameterTexts) => void
}

/** How the models write: what their own files set, and what is set here instead. */
export function ParametersPanel({ form, chosen, parameters, onChange }: Props) {
  const t = useTranslations('playground.parameters')
  const shown = chatParameters.filter((parameter) => form !== 'messages' || !openAiOnly.has(parameter))
  const reset = (parameter: ChatParameter) => {
    const { [parameter]: _gone, ...others } = parameters
    onChange(others)
  }
  return (
    <Panel title={t('title')} description={t('description')}>
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-1 2xl:grid-cols-2">
        {shown.map((parameter) => {
          const here = parameters[parameter]
          const fault = here === undefined ? null : checkParameter(parameter, here)
          return (
            <div
              key={parameter}
              className={parameter === 'stop' ? 'flex items-end gap-1 sm:col-span-full' : 'flex items-start gap-1'}
            >
              <TextField
                className="min-w-0 flex-1"
                label={parameter}
                mono
                value={here ?? ''}
                onValueChange={(value) => onChange({ ...parameters, [parameter]: value })}
                placeholder={defaultsOf(chosen, parameter).join(' / ')}
                description={<Source {...{ form, chosen, parameter, here }} />}
                error={fault && parameter !== 'stop' ? t(`fault.${fault}`, range(parameter)) : null}
                {...(parameter === 'stop' ? { multiline: 2 } : { inputMode: 'decimal' })}
              />
              {here !== undefined && (
                <IconButton
                  size="sm"
                  className="mt-6"
                  icon={RotateCcw}
                  label={t('reset', { parameter })}
                  onClick={() => reset(parameter)}
                />
              )}
            </div>
          )
        })}
      </div>
    </Panel>
  )
}

function range(parameter: Exclude<ChatParameter, 'stop'>) {
  const { min, max } = parameterRanges[parameter]
  return { min: String(min), max: String(max) }
}

function defaultsOf(chosen: readonly ChosenTarget[], parameter: ChatParameter): readonly string[] {
  return [...new Set(chosen.flatMap(({ asked }) => asked?.defaults[parameter] ?? []))]
}

interface SourceProps {
  readonly form: TalkForm
  readonly chosen: readonly ChosenTarget[]
  readonly parameter: ChatParameter
  readonly here: string | undefined
}

/** Where the value comes from that is sent. */
function Source({ form, chosen, parameter, here }: SourceProps) {
  const t = useTranslations('playground.parameters')
  const known = chosen.flatMap(({ row, asked }) => {
    const value = asked?.defaults[parameter]
    return row && value !== undefined ? [{ alias: row.instance.alias, value }] : []
  })
  if (here !== undefined) return here.trim() === '' ? t('from.none') : t('from.here')
  if (known.length > 0) {
    return known
      .map(({ alias, value }) => t('from.model', { alias: inSentence(alias), value: inSentence(value) }))
      .join(' ')
  }
  const unread = chosen.find(({ asked, detail }) => asked !== null && detail === undefined)
  if (unread) return t('from.unread', { alias: inSentence(unread.row?.instance.alias ?? unread.key) })
  return parameter === 'max_tokens' && form === 'messages'
    ? t('from.console', { value: messagesMaxTokens })
    : t('from.engine')
}
