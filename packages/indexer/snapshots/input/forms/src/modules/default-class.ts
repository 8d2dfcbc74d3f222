export default class {
  go(): number {
    return 1;
  }
}
