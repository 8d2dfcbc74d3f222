/** What became of the owner's turn: it goes on, may be given back, or waits for COPY data. */
export type TurnOutcome = 'goes_on' | 'free' | 'copying';
