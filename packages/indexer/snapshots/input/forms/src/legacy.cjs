const path = require('node:path');
const { join } = require('node:path');
const { helper, Account: Renamed } = require('./legacy-lib.cjs');
const lib = require('./legacy-lib.cjs');

/**
 * @typedef {object} Settings
 * @property {string} name
 */

/** @param {Settings} settings */
function start(settings) {
  helper();
  lib.helper();
  new Renamed(settings.name).open();
  new lib.Old().talk();
  path.join('a');
  join('b');
  return require('./legacy-lib.cjs').helper();
}

module.exports = { start };
