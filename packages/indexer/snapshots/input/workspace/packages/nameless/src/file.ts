import { local } from '../../app/src/local.js';

export const value = local();
