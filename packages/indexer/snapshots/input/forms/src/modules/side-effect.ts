import { leaf } from '../functions.ts';

leaf();
