/** What a screen reader says by itself: changes of the state, not each step of the progress. */
import { byId, setText } from './dom.js';

export const announce = text => setText(byId('announcement'), text);

const STAGES = {
  dataset: 'The dataset is being read.',
  good: 'The good network is being trained.',
  bad: 'The bad network is being trained.',
  export: 'The files are being written.',
};

let announced = '';

export function announceStage(status) {
  const now = status.state === 'working' ? status.stage : status.state;
  if (now === announced) {
    return;
  }
  announced = now;
  // A failure announces itself: it is an alert.
  if (now === 'ready') {
    announce('Both networks are trained, and all files are ready.');
  } else if (now !== 'failed') {
    announce(STAGES[now] ?? status.line);
  }
}
