/** Which digit each network takes for which: a table of ten by ten counts. */
import { byId, element, onChange } from './dom.js';
import { percent, plural } from './format.js';

const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);

/** An error that is at least this share of its row is marked. */
const OFTEN = 0.05;

const NAMES = { good: 'Good network', bad: 'Bad network' };

const sum = row => row.reduce((total, count) => total + count, 0);

function cell(digit, answer, row) {
  const count = row[answer];
  const share = count / Math.max(1, sum(row));
  const kinds = [digit === answer && 'right', digit !== answer && share >= OFTEN && 'often', count === 0 && 'none'];
  const made = element('td', { class: kinds.filter(Boolean).join(' ') }, String(count));
  // Errors are few: the root makes them visible.
  made.style.setProperty('--share', `${100 * Math.sqrt(share)}%`);
  return made;
}

function table(kind, { accuracy, confusion }) {
  const head = element('tr', {}, element('td', {}), ...DIGITS.map(digit => element('th', { scope: 'col' }, String(digit))));
  const rows = confusion.map((row, digit) =>
    element('tr', {}, element('th', { scope: 'row' }, String(digit)), ...DIGITS.map(answer => cell(digit, answer, row))),
  );
  return element(
    'table',
    {},
    element(
      'caption',
      {},
      element('strong', {}, `${NAMES[kind]}: ${percent(accuracy)} read correctly`),
      'A row for each digit in the images, a column for each answer.',
    ),
    element('thead', {}, head),
    element('tbody', {}, ...rows),
  );
}

/** The three most frequent errors, in words. */
function summary(confusion) {
  const errors = confusion
    .flatMap((row, digit) => row.map((count, answer) => ({ digit, answer, count })))
    .filter(({ digit, answer, count }) => digit !== answer && count > 0)
    .sort((one, other) => other.count - one.count)
    .slice(0, 3)
    .map(({ digit, answer, count }) => `${digit} taken for ${answer} (${plural(count, 'time', 'times')})`);
  return errors.length === 0 ? 'No errors at all.' : `Most frequent errors: ${errors.join(', ')}.`;
}

const choice = byId('confusion-choice');
const chosen = () => choice.querySelector('input:checked').value;
let evaluations = {};

function render() {
  for (const [kind, evaluation] of Object.entries(evaluations)) {
    if (evaluation) {
      const shown = evaluation[chosen()];
      byId(`${kind}-confusion`).replaceChildren(
        table(kind, shown),
        element('p', { class: 'confusion-summary' }, summary(shown.confusion)),
      );
    }
  }
}

choice.addEventListener('change', render);

export const showConfusions = onChange(
  ({ models }) => ({ good: models.good.evaluation, bad: models.bad.evaluation }),
  known => {
    evaluations = known;
    render();
  },
);
