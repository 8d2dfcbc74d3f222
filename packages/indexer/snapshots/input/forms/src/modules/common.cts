function common(): number {
  return 1;
}

export = { common };
