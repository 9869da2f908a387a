import { areaTitles } from './matrixFaults.ts'
import { writeTable } from './matrixTable.ts'

writeTable(areaTitles)
