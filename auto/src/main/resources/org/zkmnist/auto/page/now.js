/** What happens now: the steps, how far the work is, and the events so far. */
import { byId, element, onChange, setText } from './dom.js';
import { bytes, duration, whole, wholePercent } from './format.js';

const STEP_STATES = { waiting: 'waiting', active: 'working', done: 'done', failed: 'failed' };

const showSteps = onChange(
  status => [status.stages, status.state],
  ([stages, state]) => {
    const steps = [...stages, { name: 'ready', state: state === 'ready' ? 'done' : 'waiting' }];
    byId('stepper').replaceChildren(
      ...steps.map(step =>
        element(
          'li',
          { class: STEP_STATES[step.state], ...(step.state === 'active' && { 'aria-current': 'step' }) },
          element('span', { class: 'step-name' }, step.name),
          ' ',
          element('span', { class: 'step-state' }, STEP_STATES[step.state]),
        ),
      ),
    );
  },
);

/** What happens, in large type; the server's own line says it with the figures that stand below. */
function headline({ stage, models, line }) {
  const epoch = ({ epoch, epochs }) => (epoch > 0 ? `: epoch ${epoch} of ${epochs}` : ' is being trained');
  switch (stage) {
    case 'dataset':
      return 'Getting the images of MNIST';
    case 'good':
      return `Good network${epoch(models.good)}`;
    case 'bad':
      return `Bad network${epoch(models.bad)}`;
    case 'export':
      return 'Writing and checking the files for EZKL';
    case 'ready':
      return 'Ready: all files are in place.';
    default:
      return line;
  }
}

function showProgress(status) {
  const { state, progress } = status;
  const { fraction, secondsLeft, imagesPerSecond } = progress;
  setText(byId('line'), headline(status));
  // What failed says more.
  byId('line').hidden = state === 'failed';
  byId('progress').value = 100 * fraction;
  setText(byId('percent'), wholePercent(fraction));
  setText(byId('time-left'), secondsLeft == null ? 'not known yet' : duration(secondsLeft));
  setText(byId('speed'), imagesPerSecond == null ? 'not known yet' : whole(Number(imagesPerSecond.toPrecision(3))));
  byId('figures').hidden = state !== 'working';
  byId('ready-links').hidden = state !== 'ready';
  document.title = { working: wholePercent(fraction), ready: 'Ready', failed: 'Failed' }[state] + ' · ZKML MNIST Modeller';
}

function showDownload(download) {
  const line = byId('download');
  line.hidden = !download;
  if (download) {
    const amount = download.total > 0 ? `${bytes(download.present)} of ${bytes(download.total)}` : bytes(download.present);
    setText(line, `Downloading ${download.file} from ${download.mirror}: ${amount}`);
  }
}

const showNotices = onChange(
  status => status.notices,
  notices => {
    byId('notices').hidden = notices.length === 0;
    byId('notices').replaceChildren(...notices.map(notice => element('li', {}, notice)));
  },
);

const MOST_ENTRIES = 200;

const shownEntries = new Set();

/** Adds an entry of the log, unless it is there. */
export function showLogEntry({ id, time, line }) {
  const key = `${id} ${time}`;
  if (shownEntries.has(key)) {
    return;
  }
  const log = byId('log');
  if (shownEntries.size === 0) {
    // The lines that the server wrote into the document come again as events, with their times.
    log.replaceChildren();
  }
  shownEntries.add(key);
  const atEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 8;
  const clock = new Date(time).toLocaleTimeString('en-GB');
  log.append(element('li', {}, element('time', { datetime: time }, clock), line));
  while (log.children.length > MOST_ENTRIES) {
    log.firstElementChild.remove();
  }
  if (atEnd) {
    log.scrollTop = log.scrollHeight;
  }
}

export function showNow(status) {
  showSteps(status);
  showProgress(status);
  showDownload(status.download);
  showNotices(status);
}
