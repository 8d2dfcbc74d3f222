import type { ChatMessage } from '../client/chat-message.ts';

/** What the frame of a message takes besides its text, with room to spare. */
const frameTokens = 16;

/** About how many tokens a text is: three bytes for each, which is more than code and prose need. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text, 'utf8') / 3);
}

export function estimatePrompt(messages: readonly ChatMessage[]): number {
  return messages.reduce((sum, { content }) => sum + estimateTokens(content) + frameTokens, 0);
}

/** More tokens than these cannot be made of a prompt: tokenizers work on bytes, or on more at once. */
export function mostTokens(messages: readonly ChatMessage[]): number {
  return messages.reduce(
    (sum, { content }) => sum + Buffer.byteLength(content, 'utf8') + frameTokens,
    frameTokens,
  );
}
