import './side-effect.ts';
import chosen, { anonymous, arrow as renamed, shapes, type Store } from './barrel.ts';
import Klass from './default-class.ts';
import arrowDefault from './default-arrow.ts';
import tool from './default-object.ts';
import * as deeper from './deeper.ts';
import type { Listener } from '../interfaces.ts';
import data from './data.json' with { type: 'json' };
import required = require('./common.cts');

export function consume(store: Store, listener: Listener): void {
  chosen();
  anonymous();
  renamed();
  new shapes.Circle(1).area();
  new Klass().go();
  arrowDefault();
  tool.start();
  deeper.leaf();
  deeper.renamedLeaf();
  deeper.shapes.Shape.create();
  store.read('a');
  listener('a');
  void data;
  required.common();
}

export async function lazily(): Promise<void> {
  const module = await import('./deeper.ts');
  module.arrow();
  const { leaf } = await import('../functions.ts');
  leaf();
  (await import('./default-arrow.ts')).default();
}

export type Lazy = import('../interfaces.ts').Store;
export const all = deeper;
