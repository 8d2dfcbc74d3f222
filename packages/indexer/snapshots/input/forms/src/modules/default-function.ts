import { leaf } from '../functions.ts';

export default function () {
  return leaf();
}
