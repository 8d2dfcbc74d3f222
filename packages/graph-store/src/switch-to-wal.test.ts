import { join } from 'node:path';
import { tempDir } from '@clew/testing';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { switchToWal } from './switch-to-wal.ts';

test('the switch waits for others until its time is up, and comes when they are gone', async () => {
  await using folder = await tempDir();
  const path = join(folder.path, 'a.db');
  const other = new Database(path);
  other.exec('create table t (a); begin immediate');
  const db = new Database(path);
  expect(() => switchToWal(db, { timeoutMs: 20 })).toThrow(/locked/);
  other.exec('commit');
  expect(switchToWal(db, { timeoutMs: 20 })).toBe('wal');
  db.close();
  other.close();
});
