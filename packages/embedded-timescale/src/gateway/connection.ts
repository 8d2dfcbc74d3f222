import type { Socket } from 'node:net';
import type { Script, Statement } from '../sql/classify.ts';
import type { ErrorFields } from '../wire/backend-message.ts';
import type { FrontendMessage } from '../wire/frontend-message.ts';
import { MessageReader } from '../wire/message-reader.ts';
import {
  type ConnectionAction,
  type ConnectionEvent,
  type ConnectionState,
  nextStep,
} from './connection-state.ts';
import { type Listening, notListening } from './listening.ts';
import { SessionSettings } from './session-settings.ts';
import { StatementNames } from './statement-names.ts';

/** A statement that a client prepared, with all that it takes to prepare it again. */
export interface PreparedStatement {
  /** The Parse message as the backend got it. */
  readonly parse: Buffer;
  readonly script: Script;
  /** When it was prepared last, counted in the times that the backend forgot all statements. */
  readonly epoch: number;
}

/** What the open transaction may have changed that outlives it. */
export interface Touched {
  settings: boolean;
  /** The client has not been told yet of settings that changed. */
  untoldSettings: boolean;
  temporary: boolean;
  advisoryLocks: boolean;
  /** The backend may have stopped to listen on channels of others. */
  listening: boolean;
}

/** Messages of a COPY FROM STDIN, kept until its data is complete. */
export interface CopyCollection {
  /** The message that began it, then data. */
  readonly frames: Buffer[];
  bytes: number;
  /** Statements of the message that began the copy. */
  readonly statements: readonly Statement[];
}

/** One client: its socket, what it sent that is not run yet, and what is its own of the session. */
/** How a client goes: by its own will, or because of what it sent. */
export interface Leaving {
  readonly event: 'hangup' | 'violation';
  readonly farewell?: ErrorFields;
}

export class Connection {
  readonly id: number;
  readonly socket: Socket;
  readonly reader: MessageReader;
  /** Proof that a CancelRequest comes from this client. */
  readonly secret: number;
  #state: ConnectionState = 'startup';

  readonly inbox: FrontendMessage[] = [];
  inboxBytes = 0;
  #outbox: Buffer[] = [];
  #outboxBytes = 0;
  /** Where it is noted that there is output to flush. */
  readonly #unflushed: Set<Connection>;
  /** When it last did something with the session, in ms of the monotonic clock. */
  lastActive = 0;

  readonly statements: StatementNames<PreparedStatement>;
  readonly portals = new Map<string, Script>();
  listening: Listening = notListening;
  settings = new SessionSettings(new Map());
  /** Parameter values as this client was told. */
  reported = new Map<string, string>();
  touched: Touched = untouched();
  copy: CopyCollection | undefined;
  /** Temporary relations that it made and that live on until it leaves. */
  readonly temporary = new Set<string>();
  /** It holds advisory locks that outlive transactions, so the session stays its own. */
  pinned = false;
  /** It said goodbye, or sent what is not the protocol; it goes once its inbox is empty. */
  leaving: Leaving | undefined;
  /** Dropping messages until Sync, after its waiting request was canceled. */
  skipping = false;

  constructor({
    id,
    secret,
    socket,
    messageLimit,
    unflushed,
  }: {
    readonly id: number;
    readonly secret: number;
    readonly socket: Socket;
    readonly messageLimit: number;
    readonly unflushed: Set<Connection>;
  }) {
    this.id = id;
    this.secret = secret;
    this.socket = socket;
    this.#unflushed = unflushed;
    this.reader = new MessageReader(messageLimit);
    this.statements = new StatementNames(id);
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Moves to the next state; the caller carries out the action. */
  apply(event: ConnectionEvent): ConnectionAction {
    const { state, action } = nextStep(this.#state, event);
    this.#state = state;
    return action;
  }

  /** A script is about to run. */
  touch(script: Script): void {
    this.touched.settings ||= script.settings;
    this.touched.untoldSettings ||= script.settings;
    this.touched.temporary ||= script.temporary;
    this.touched.advisoryLocks ||= script.advisoryLocks;
    this.settings.noticeNames(script.settingNames);
  }

  untouch(): void {
    this.touched = untouched();
  }

  receive(message: FrontendMessage): void {
    this.inbox.push(message);
    this.inboxBytes += message.frame.length;
  }

  next(): FrontendMessage | undefined {
    const message = this.inbox.shift();
    if (message !== undefined) this.inboxBytes -= message.frame.length;
    return message;
  }

  send(...messages: readonly Buffer[]): void {
    for (const message of messages) {
      if (message.length === 0) continue;
      this.#outbox.push(message);
      this.#outboxBytes += message.length;
    }
    this.#unflushed.add(this);
  }

  /** What the client has not read yet, as far as this process can tell. */
  get unsentBytes(): number {
    return this.#outboxBytes + this.socket.writableLength;
  }

  /** Hands what was sent to the network. */
  flush(): void {
    if (this.#outbox.length === 0) return;
    const messages = this.#outbox;
    this.#outbox = [];
    this.#outboxBytes = 0;
    if (!this.socket.writable) return;
    this.socket.write(messages.length === 1 ? (messages[0] ?? '') : Buffer.concat(messages));
  }
}

function untouched(): Touched {
  return {
    settings: false,
    untoldSettings: false,
    temporary: false,
    advisoryLocks: false,
    listening: false,
  };
}
