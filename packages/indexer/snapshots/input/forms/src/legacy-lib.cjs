function Old() {
  this.name = 'old';
}
Old.prototype.talk = function () {
  return helper() + this.name;
};

class Account {
  constructor(name) {
    this.name = name;
  }
  open() {
    return this.name;
  }
}

function helper() {
  return 1;
}

exports.helper = helper;
exports.Account = Account;
exports.Old = Old;
exports.inline = function () {
  return helper();
};
