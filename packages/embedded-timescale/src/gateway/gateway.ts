import { randomInt } from 'node:crypto';
import type { Socket } from 'node:net';
import { type Engine, EngineCrash } from '../engine/engine.ts';
import type { Logger } from '../logger.ts';
import {
  type ErrorFields,
  encryptionRefused,
  errorResponse,
  notificationChannel,
  withNotifier,
} from '../wire/backend-message.ts';
import type { StartupPacket } from '../wire/startup-packet.ts';
import { dropCanceled, dropUntilSync } from './cancel-waiting.ts';
import { Connection, type Leaving } from './connection.ts';
import type { ConnectionEvent } from './connection-state.ts';
import { continueCopy } from './copy-in.ts';
import { EngineRecovery, noEngine } from './engine-recovery.ts';
import { crashed, dead, idleOwner, notReading, stopping, tooManyClients } from './farewells.ts';
import {
  type GatewayLimits,
  INBOX_BYTES,
  INBOX_MESSAGES,
  LAST_WORDS_MS,
  OUTBOX_BYTES,
  SLICE_MS,
} from './gateway-limits.ts';
import { type RunSql, SqlFailure } from './gateway-sql.ts';
import { acceptClient } from './handshake.ts';
import { IdleOwnerWatch } from './idle-owner-watch.ts';
import { readClient } from './read-client.ts';
import { runMessage } from './run-message.ts';
import { type ServerTask, serverTask } from './server-task.ts';
import { SharedSession } from './shared-session.ts';
import { TurnQueue } from './turn-queue.ts';

/**
 * Lets many PostgreSQL connections use the one session of the engine.
 *
 * There is one lock, the turn (turn-queue.ts): whoever has it owns the session from its first
 * message until the backend is ready and idle. The engine runs one message at a time and blocks the
 * event loop while it does, so nothing here runs in parallel and there is no second lock. In one
 * pass of the pump messages run, what they committed is brought to disk together, and only then are
 * the answers handed to the network.
 *
 * The states of a connection are in connection-state.ts, the numbered rules in SPEC.md.
 */
export class Gateway {
  readonly #engine: Engine;
  readonly #logger: Logger;
  readonly #limits: GatewayLimits;
  readonly #connections = new Set<Connection>();
  /** Connections with output that the network has not been given yet. */
  readonly #unflushed = new Set<Connection>();
  readonly #queue = new TurnQueue<Connection | ServerTask>();
  readonly #session: SharedSession;
  readonly #defaults: ReadonlyMap<string, string>;
  readonly #recovery: EngineRecovery;
  readonly #idleOwner: IdleOwnerWatch;
  #lastId = 0;
  #pumping = false;
  #pumpScheduled = false;
  /** The task whose turn it is and which has not finished. */
  #working: ServerTask | undefined;
  #whenFree: (() => void) | undefined;
  #stopping = false;

  constructor({
    engine,
    logger,
    limits,
  }: {
    readonly engine: Engine;
    readonly logger: Logger;
    readonly limits: GatewayLimits;
  }) {
    this.#engine = engine;
    this.#logger = logger;
    this.#limits = limits;
    this.#session = new SharedSession({
      engine,
      connections: this.#connections,
      notify: (notification) => this.#deliver(notification),
    });
    this.#session.enterForItself();
    this.#defaults = this.#session.readParameters();
    this.#recovery = new EngineRecovery({
      engine,
      logger,
      onCrash: () => this.#endAll(crashed),
      onReopened: () => {
        this.#session.reset();
        this.#schedulePump();
      },
      onDead: () => this.#giveUp(),
    });
    this.#idleOwner = new IdleOwnerWatch({
      queue: this.#queue,
      idleMs: limits.idleOwnerMs,
      onIdle: (owner) => this.#guard(() => this.#endIdle(owner)),
    });
  }

  /** Serves a client that has just connected. */
  accept(socket: Socket): void {
    this.#lastId += 1;
    const connection = new Connection({
      id: this.#lastId,
      secret: randomInt(2 ** 31),
      socket,
      messageLimit: this.#limits.messageBytes,
      unflushed: this.#unflushed,
    });
    this.#connections.add(connection);
    socket.setNoDelay(true);
    socket.setKeepAlive(true, 30_000);
    socket.on('data', (chunk) => {
      connection.reader.push(chunk);
      this.#guard(() => this.#read(connection));
    });
    // The end of the stream is a goodbye: what was sent before it is still served, in its turn.
    socket.on('end', () => this.#guard(() => this.#leaves(connection, { event: 'hangup' })));
    socket.on('drain', () => this.#guard(() => this.#advance(connection)));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#guard(() => this.#end(connection, 'hangup')));
    if (this.#stopping) this.#end(connection, 'shutdown', stopping);
    else if (this.#recovery.health === 'dead') this.#end(connection, 'shutdown', dead);
    else if (this.#connections.size > this.#limits.connections) {
      this.#end(connection, 'violation', tooManyClients(this.#limits.connections));
    }
  }

  /** Runs work on the session in its turn, with the settings of a new session. */
  withSession<Result>(work: (runSql: RunSql) => Promise<Result> | Result): Promise<Result> {
    const { task, result } = serverTask(this.#session, work);
    if (this.#recovery.health === 'dead') task.refuse(noEngine());
    else this.#queue.join(task);
    this.#schedulePump();
    return result;
  }

  /**
   * Sends every client away and writes a checkpoint. The transaction that is open has `grace` ms to
   * end by itself before it is rolled back; work of the server's own is waited for.
   */
  async stop(grace: number): Promise<void> {
    this.#stopping = true;
    for (const connection of this.#connections) {
      if (connection !== this.#queue.owner) this.#end(connection, 'shutdown', stopping);
    }
    if (this.#recovery.health === 'dead') return;
    let graceTimer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      graceTimer = setTimeout(() => {
        this.#endAll(stopping);
        this.#schedulePump();
      }, grace);
      this.#whenFree = resolve;
      this.#schedulePump();
    });
    clearTimeout(graceTimer);
    this.#idleOwner.stop();
    await this.withSession((runSql) => runSql('checkpoint')).catch((error: unknown) =>
      this.#logger.error('the checkpoint at the end failed; the next start replays the log', error),
    );
  }

  #read(connection: Connection): void {
    readClient(connection, {
      greet: (packet) => this.#greet(connection, packet),
      leave: (leaving) => this.#leaves(connection, leaving),
    });
    if (connection.state !== 'startup') this.#advance(connection);
  }

  #greet(connection: Connection, packet: StartupPacket): void {
    switch (packet.kind) {
      case 'encryption_request':
        connection.send(encryptionRefused);
        break;
      case 'cancel_request':
        this.#cancel(packet.processId, packet.secret);
        this.#end(connection, 'hangup');
        break;
      case 'startup': {
        const refusal = acceptClient(connection, packet, this.#defaults);
        if (refusal !== undefined) {
          this.#end(connection, 'violation', refusal);
          break;
        }
        connection.reader.expectTypedMessages();
        connection.apply('accepted');
      }
    }
    this.#schedulePump();
  }

  /** Nothing more will come from this client; what it sent before is still served. */
  #leaves(connection: Connection, leaving: Leaving): void {
    connection.leaving ??= leaving;
    this.#advance(connection);
  }

  /** Asks for a turn when there is something to run and room for its answer. */
  #advance(connection: Connection): void {
    if (connection.skipping) dropUntilSync(connection);
    if (connection.inbox.length === 0) {
      const mayLeave = connection.state !== 'closed' && connection !== this.#queue.owner;
      if (connection.leaving !== undefined && mayLeave) {
        this.#end(connection, connection.leaving.event, connection.leaving.farewell);
      }
    } else if (connection.state !== 'idle') connection.apply('message');
    else if (connection.unsentBytes <= OUTBOX_BYTES && connection.apply('message') === 'join') {
      this.#queue.join(connection);
    }
    this.#schedulePump();
  }

  #schedulePump(): void {
    if (this.#pumpScheduled) return;
    this.#pumpScheduled = true;
    setImmediate(() => {
      this.#pumpScheduled = false;
      this.#guard(() => this.#pump());
    });
  }

  #pump(): void {
    if (this.#pumping || this.#recovery.health !== 'well') return;
    this.#pumping = true;
    try {
      const until = performance.now() + SLICE_MS;
      for (let owner = this.#queue.grant(); owner !== undefined; owner = this.#queue.grant()) {
        const moved = owner instanceof Connection ? this.#serve(owner) : this.#work(owner);
        if (!moved) break;
        if (performance.now() < until) continue;
        this.#schedulePump();
        break;
      }
    } finally {
      this.#pumping = false;
    }
    this.#flush();
    if (this.#queue.owner === undefined) this.#whenFree?.();
    else this.#idleOwner.start();
  }

  /** Runs the owner's next message. False when there is none, or no room for its answer. */
  #serve(connection: Connection): boolean {
    if (connection.state === 'waiting') {
      connection.apply('turn');
      connection.lastActive = performance.now();
      try {
        this.#session.enter(connection);
      } catch (error) {
        if (!(error instanceof SqlFailure)) throw error;
        const { code, message } = error;
        this.#end(connection, 'violation', { severity: 'FATAL', code, message });
        return true;
      }
    }
    if (connection.unsentBytes > OUTBOX_BYTES) return false;
    const message = connection.next();
    if (message === undefined) {
      if (connection.leaving === undefined) return false;
      this.#end(connection, connection.leaving.event, connection.leaving.farewell);
      return true;
    }
    if (connection.inbox.length <= INBOX_MESSAGES / 2 && connection.inboxBytes <= INBOX_BYTES / 2) {
      connection.socket.resume();
    }
    const outcome =
      connection.state === 'copying'
        ? continueCopy(this.#session, connection, message, this.#limits.copyBytes)
        : runMessage(this.#session, connection, message);
    connection.lastActive = performance.now();
    if (outcome === 'copying') {
      if (connection.state === 'owning') connection.apply('copy_started');
      return true;
    }
    if (connection.state === 'copying') connection.apply('copy_done');
    if (outcome === 'free') {
      connection.apply('released');
      this.#queue.release(connection);
      if (this.#stopping) this.#end(connection, 'shutdown', stopping);
      else this.#advance(connection);
    }
    return true;
  }

  #work(task: ServerTask): boolean {
    if (this.#working === task) return false;
    this.#working = task;
    const finished = () => {
      this.#working = undefined;
      this.#queue.release(task);
      this.#schedulePump();
    };
    let running: Promise<void> | void;
    try {
      running = task.run();
    } catch (error) {
      finished();
      throw error;
    }
    if (running === undefined) finished();
    else running.finally(finished).catch((error: unknown) => this.#fail(error));
    return running === undefined;
  }

  /** Commits first: an answer that was sent is a promise. */
  #flush(): void {
    this.#engine.sync();
    for (const connection of this.#unflushed) {
      connection.flush();
      if (connection.unsentBytes > this.#limits.deafBytes && connection.state === 'idle') {
        this.#end(connection, 'violation', notReading);
      }
      // The network may take all at once; then there is no drain that would let it go on.
      if (connection.inbox.length > 0 && connection.unsentBytes <= OUTBOX_BYTES) {
        this.#advance(connection);
      }
    }
    this.#unflushed.clear();
  }

  #endIdle(owner: Connection): void {
    const farewell = idleOwner(owner, this.#session.status, this.#limits.idleOwnerMs);
    this.#end(owner, 'timeout', farewell);
    this.#schedulePump();
  }

  #endAll(farewell: ErrorFields): void {
    for (const connection of this.#connections) this.#end(connection, 'shutdown', farewell);
  }

  /** The engine is gone for good. */
  #giveUp(): void {
    this.#endAll(dead);
    for (const member of this.#queue.clear()) {
      if (!(member instanceof Connection)) member.refuse(noEngine());
    }
    this.#whenFree?.();
  }

  /** Closes a connection; an open transaction is rolled back and the turn goes to the next. */
  #end(connection: Connection, event: ConnectionEvent, farewell?: ErrorFields): void {
    if (connection.state === 'closed') return;
    const action = connection.apply(event);
    this.#connections.delete(connection);
    this.#queue.leave(connection);
    if (farewell !== undefined) connection.send(errorResponse(farewell));
    if (this.#recovery.health === 'well') {
      if (action === 'roll_back') this.#session.rollBack(connection);
      this.#engine.sync();
      if (!this.#stopping && this.#session.remembers(connection)) {
        this.#queue.join({ run: () => this.#session.forget(connection), refuse: () => {} });
      }
    }
    connection.flush();
    this.#unflushed.delete(connection);
    connection.socket.destroySoon();
    // Its last words wait for a client that may never read them.
    setTimeout(() => connection.socket.destroy(), LAST_WORDS_MS).unref();
    this.#schedulePump();
  }

  /** A running statement cannot be stopped, since nothing is read while it runs; a waiting one can. */
  #cancel(processId: number, secret: number): void {
    for (const connection of this.#connections) {
      if (connection.id !== processId || connection.secret !== secret) continue;
      if (connection.state === 'startup' || connection.apply('cancel') !== 'cancel_waiting') return;
      this.#queue.leave(connection);
      dropCanceled(connection);
      this.#advance(connection);
      return;
    }
  }

  #deliver(notification: Buffer): void {
    const { owner } = this.#queue;
    const sent = withNotifier(notification, owner instanceof Connection ? owner.id : 0);
    const channel = notificationChannel(notification);
    for (const connection of this.#connections) {
      if (connection.listening.channels.has(channel)) connection.send(sent);
    }
  }

  /** Nothing that goes wrong with one connection may take the process, or the others, down. */
  #guard(step: () => void): void {
    try {
      step();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    if (error instanceof EngineCrash) {
      this.#recovery.recover(error);
      return;
    }
    this.#logger.error('the gateway failed on a connection, which it closes', error);
    const { owner } = this.#queue;
    if (owner instanceof Connection) {
      const message = `internal error: ${error instanceof Error ? error.message : String(error)}`;
      this.#end(owner, 'shutdown', { severity: 'FATAL', code: 'XX000', message });
    }
  }
}
