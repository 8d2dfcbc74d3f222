function chosen(): number {
  return 1;
}

export default chosen;
export { chosen as also };
