import { expect, test } from 'vitest'
import { logLevels } from '../schema/logRow.ts'
import { LevelGuesser } from './logLevel.ts'

function levels(...lines: readonly string[]): string[] {
  const guesser = new LevelGuesser()
  return lines.map((text) => {
    const bytes = new TextEncoder().encode(text)
    return logLevels[guesser.guess(bytes, 0, bytes.length).level] ?? ''
  })
}

test.each([
  ['INFO:     Application startup complete.', 'info'],
  ['\u001B[32mINFO\u001B[0m:     10.2.0.1 - "POST /v1 HTTP/1.1" 500', 'info'],
  ['WARNING 11-20 12:00:00 [config.py:472] async', 'warn'],
  ['(EngineCore_0 pid=12) ERROR 11-20 12:00:00 [core.py:1] x', 'error'],
  ['2026-11-20 12:00:00,123 - vllm - CRITICAL - x', 'error'],
  ['[2026-11-20 12:00:00.1] [7] [281] [llm] [INFO] [a.cpp:1] : ready', 'info'],
  ['[ERROR] RUNTIME(7,python3):2026-11-20-12:00:00 [engine.cc:1] x', 'error'],
  ['EZ9999: Inner Error!', 'error'],
  ['E1120 12:00:00.123456 7 file.cc:12] x', 'error'],
  ['W1120 12:00:00.123456 7 file.cc:12] x', 'warn'],
  ['[W1120 12:00:00.1 socket.cpp:1] x', 'warn'],
  ['time="2026" level=warning msg="x"', 'warn'],
  ['{"ts":1,"level":"error","msg":"x"}', 'error'],
  ['error: cannot open', 'error'],
  ['DEBUG:root:x', 'debug'],
  ['Fatal Python error: Segmentation fault', 'error'],
  ['no errors so far, information follows', 'other'],
  ['export ERROR_CODE=0', 'other'],
  ['', 'other'],
])('%s is %s', (text, level) => {
  expect(levels(text)).toEqual([level])
})

test('a traceback belongs to its error, with its last line and the one that it followed from', () => {
  expect(
    levels(
      'ERROR engine died',
      'Traceback (most recent call last):',
      '  File "info.py", line 1',
      '    raise ValueError("INFO")',
      'ValueError: bad',
      'INFO going on',
    ),
  ).toEqual(['error', 'error', 'error', 'error', 'error', 'info'])
  expect(
    levels(
      'Traceback (most recent call last):',
      '  x',
      'KeyError: 1',
      '',
      'During handling of the above exception, another exception occurred:',
      '',
      'Traceback (most recent call last):',
      '  y',
      'RuntimeError: 2',
      'plain',
    ).slice(-3),
  ).toEqual(['error', 'error', 'other'])
})

test('what is indented goes on with the line before', () => {
  expect(levels('WARNING a', '   more', 'b', '   more')).toEqual(['warn', 'warn', 'other', 'other'])
})
