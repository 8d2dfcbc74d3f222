import { leaf } from '../functions.ts';

export default () => leaf();
