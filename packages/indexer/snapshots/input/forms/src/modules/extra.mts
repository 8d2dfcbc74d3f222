import { consume } from './consumer.js';

export const extra = consume;
