/** The server's events, over a connection that comes back by itself. */
import { parse } from './exact-json.js';

const SECONDS_UNTIL_NEXT_TRY = 2;

let source = null;

function open(listener) {
  source = new EventSource('/api/events');
  source.addEventListener('status', event => listener.onStatus(parse(event.data)));
  source.addEventListener('log', event => listener.onLog(parse(event.data)));
  source.addEventListener('open', () => listener.onConnection(true));
  source.addEventListener('error', event => {
    listener.onConnection(false);
    // After a lost connection the browser tries again, naming the last event. After an answer that is no stream of
    // events, as from a proxy, it gives up.
    if (event.target.readyState === EventSource.CLOSED) {
      setTimeout(() => open(listener), 1000 * SECONDS_UNTIL_NEXT_TRY);
    }
  });
}

/**
 * @param {Object} listener
 * @param {function(Object): void} listener.onStatus the state of the job, on each change
 * @param {function(Object): void} listener.onLog one entry of the log, perhaps one that was seen before
 * @param {function(boolean): void} listener.onConnection whether there is a connection
 */
export function listen(listener) {
  open(listener);
  // Else the browser reports a lost connection while it leaves the page.
  addEventListener('pagehide', () => source.close());
  addEventListener('pageshow', event => {
    if (event.persisted) {
      open(listener);
    }
  });
}
