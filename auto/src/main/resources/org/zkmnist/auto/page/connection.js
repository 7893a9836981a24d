/** Says when the server cannot be reached; what is shown then is old. */
import { announce } from './announcer.js';
import { byId } from './dom.js';

let lost = false;

export function showConnection(connected) {
  if (connected === !lost) {
    return;
  }
  lost = !connected;
  const notice = byId('connection');
  notice.hidden = connected;
  notice.textContent = connected
    ? ''
    : 'The connection to the modeller is lost. What you see is as it was; trying again every few seconds. Is the modeller still running?';
  announce(connected ? 'Connected again.' : 'The connection to the modeller is lost.');
}
