export const checkFormats = ['human', 'json', 'sarif', 'github'] as const;
export type CheckFormat = (typeof checkFormats)[number];
