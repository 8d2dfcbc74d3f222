import { leaf } from '../functions.ts';

export default {
  start() {
    return leaf();
  },
};
