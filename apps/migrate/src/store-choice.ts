/** Which stores a command is about. */
export const storeChoices = ['graph', 'events'] as const;
export type StoreChoice = (typeof storeChoices)[number];

export function wants(choice: StoreChoice | undefined, store: StoreChoice): boolean {
  return choice === undefined || choice === store;
}
