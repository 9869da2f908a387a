import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readLayer, readStartStep } from './startStep.ts'

test.each([
  ['Starting model instance...', 'under-way'],
  ['Pulling Docker image: harbor.example/vllm', 'image'],
  ['Successfully pulled image: harbor.example/vllm', 'image-done'],
  ['Docker is not installed, installing Docker...', 'installing-engine'],
  ['Docker is installed and running (version: 28.2.2)', null],
  ['Using default backend: vllm (docker mode)', null],
])('"%s" is read as %s', (text, step) => {
  expect(readStartStep(text)).toBe(step)
})

test.each([
  ['Downloading [=====>   ]  12.3MB/45.6MB', 12_300_000, 45_600_000, 'Downloading'],
  ['Extracting [==>  ] 557.1kB/1.2GB', 557_100, 1_200_000_000, 'Extracting'],
  ['Downloading 3.2MB/3.2MB', 3_200_000, 3_200_000, 'Downloading'],
  // More than the whole is the whole.
  ['Downloading [=>]  50MB/45.6MB', 45_600_000, 45_600_000, 'Downloading'],
  ['Pull complete', null, null, 'Pull complete'],
  ['Waiting', null, null, 'Waiting'],
  ['Extracting 12 s', null, null, 'Extracting 12 s'],
])('the layer line "%s" is read', (text, doneBytes, totalBytes, words) => {
  expect(readLayer(text)).toEqual({ doneBytes, totalBytes, words })
})

test('whatever a layer’s line says, its figures make sense or are not given', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const { doneBytes, totalBytes } = readLayer(text)
      expect((doneBytes ?? 0) <= (totalBytes ?? 0)).toBe(true)
      expect(readStartStep(text) === undefined).toBe(false)
    }),
  )
})
