export const matrix = { title: 'x' } as const
