/** A message of a chat-completions request. */
export interface ChatMessage {
  readonly role: 'system' | 'user';
  readonly content: string;
}
