import { serialize } from 'pg-protocol';
import type { Engine } from '../engine/engine.ts';
import { parameterStatus, readMessages, type TransactionStatus } from '../wire/backend-message.ts';
import type { Connection, PreparedStatement } from './connection.ts';
import { createRunSql, type RunSql, SqlFailure } from './gateway-sql.ts';
import { listenOnExactly } from './listen-channels.ts';
import { notListening, transactionEnded } from './listening.ts';
import { RESET_SETTINGS, readReported } from './session-settings.ts';
import { dropTemporary, readTemporary } from './temporary-relations.ts';

/**
 * The one session of the engine, lent to one connection at a time.
 *
 * PostgreSQL keeps per session what clients expect per connection. What becomes of it here:
 * settings are put back on every change of owner; LISTEN is kept per connection; prepared
 * statements have names of their own, and are prepared again after another connection's DISCARD or
 * DEALLOCATE ALL took them away; portals end with the transaction, and so with the turn; an advisory
 * lock that outlives its transaction keeps the turn; temporary relations are seen by all and dropped
 * with the connection that made them.
 */
export class SharedSession {
  readonly engine: Engine;
  /** Runs SQL of the gateway's own on it. */
  readonly runSql: RunSql;
  /** Passes a NotificationResponse on to the connections that listen. */
  readonly notify: (notification: Buffer) => void;
  readonly #connections: ReadonlySet<Connection>;
  /** Notifications that wait for the ReadyForQuery behind them, which may come in a later answer. */
  readonly heard: Buffer[] = [];
  /** As the last ReadyForQuery said. */
  status: TransactionStatus = 'I';
  /** Counts the times that the backend forgot all its prepared statements. */
  statementEpoch = 0;
  /** Whose settings the backend has. */
  #settingsOf: Connection | undefined;
  /** Whose unnamed statement the backend has. */
  #unnamedOf: Connection | undefined;

  constructor({
    engine,
    connections,
    notify,
  }: {
    readonly engine: Engine;
    readonly connections: ReadonlySet<Connection>;
    readonly notify: (notification: Buffer) => void;
  }) {
    this.engine = engine;
    this.#connections = connections;
    this.notify = notify;
    const runSql = createRunSql(engine, notify);
    this.runSql = (script) => {
      this.dropsUnnamed();
      return runSql(script);
    };
  }

  /** The settings that clients are told about, as they are now. */
  readParameters(): ReadonlyMap<string, string> {
    return readReported(this.runSql);
  }

  /** Lends the session to a connection. @throws SqlFailure when its startup settings are not valid */
  enter(connection: Connection): void {
    if (this.#settingsOf === connection) return;
    this.#settingsOf = undefined;
    connection.settings.apply(this.runSql);
    this.#settingsOf = connection;
    // Startup settings are judged here: the client was accepted without waiting for its first turn.
    if (connection.touched.untoldSettings) this.reportSettings(connection);
    connection.touched.untoldSettings = false;
  }

  /** Takes the session for the gateway itself. */
  enterForItself(): void {
    this.#settingsOf = undefined;
    this.runSql(RESET_SETTINGS);
  }

  /** Tells the client which of its reported settings are no longer what it was told. */
  reportSettings(connection: Connection): void {
    for (const [name, value] of this.readParameters()) {
      if (connection.reported.get(name) === value) continue;
      connection.reported.set(name, value);
      connection.send(parameterStatus(name, value));
    }
  }

  /** The owner's transaction ended: keeps what is the connection's own from here on. */
  settle(connection: Connection): void {
    const { touched } = connection;
    if (touched.settings) connection.settings.capture(this.runSql);
    if (touched.temporary) readTemporary(this.runSql, connection, this.#connections);
    if (touched.advisoryLocks || connection.pinned) {
      const [[held] = []] = this.runSql(SESSION_LOCKS) ?? [];
      connection.pinned = held !== '0';
    }
    const before = connection.listening;
    connection.listening = transactionEnded(before);
    if (before.pending.length > 0 || touched.listening) this.#listenForAll();
    connection.portals.clear();
  }

  /** Marks the unnamed statement of the backend as this connection's. */
  holdsUnnamed(connection: Connection): void {
    this.#unnamedOf = connection;
  }

  /** A simple query is about to run: it replaces the unnamed statement. */
  dropsUnnamed(): void {
    this.#unnamedOf = undefined;
  }

  /** Whether the backend still has what the connection prepared under this name. */
  hasStatement(connection: Connection, name: string, prepared: PreparedStatement): boolean {
    if (name === '') return this.#unnamedOf === connection;
    return prepared.epoch === this.statementEpoch;
  }

  /** Ends whatever the owner left open, as a backend does whose client is gone. */
  rollBack(connection: Connection): void {
    // Sync would commit what an unfinished pipeline has done; ROLLBACK undoes it. After an error the
    // backend takes nothing but Sync, and there is nothing left to commit.
    if (this.runSql('rollback') === null) {
      this.engine.execute(serialize.sync());
      this.runSql('rollback');
    }
    if (connection.pinned) this.runSql('select pg_catalog.pg_advisory_unlock_all()');
    connection.pinned = false;
    this.status = 'I';
  }

  /** Whether the backend holds anything for the connection that it should not hold for ever. */
  remembers(connection: Connection): boolean {
    return (
      connection.listening.channels.size > 0 ||
      connection.temporary.size > 0 ||
      [...connection.statements.entries()].length > 0
    );
  }

  /** Removes what the backend holds for a connection that is gone. Outside of any transaction. */
  forget(connection: Connection): void {
    this.enterForItself();
    const closes = [...connection.statements.entries()]
      .filter(([name, prepared]) => this.hasStatement(connection, name, prepared))
      .map(([name]) =>
        serialize.close({ type: 'S', name: connection.statements.backendName(name) }),
      );
    if (closes.length > 0) {
      const answer = this.engine.execute(Buffer.concat([...closes, serialize.sync()]));
      for (const { type, frame } of readMessages(answer)) {
        if (type === 'A') this.notify(frame);
        else if (type === 'E') throw new SqlFailure(frame);
      }
    }
    connection.statements.clear();
    dropTemporary(this.runSql, connection);
    const listened = connection.listening.channels.size > 0;
    connection.listening = notListening;
    if (listened) this.#listenForAll();
    if (this.#unnamedOf === connection) this.#unnamedOf = undefined;
  }

  /** A new backend knows nothing of all this. */
  reset(): void {
    this.heard.length = 0;
    this.status = 'I';
    this.statementEpoch += 1;
    this.#settingsOf = undefined;
    this.#unnamedOf = undefined;
  }

  #listenForAll(): void {
    const wanted = new Set<string>();
    for (const connection of this.#connections) {
      for (const channel of connection.listening.channels) wanted.add(channel);
    }
    listenOnExactly(this.runSql, wanted);
  }
}

const SESSION_LOCKS = `select count(*) from pg_catalog.pg_locks where locktype = 'advisory'`;
