/** What failed, what to do, and another try. */
import { byId, onChange, setText } from './dom.js';

const button = byId('retry');
const answer = byId('retry-answer');

/** The newest state, and the number of the one at which the button was pressed. */
let newest = { sequence: 0, failure: null };
let pressedAt = null;

/** A new try may fail for the same reason so soon that nothing else would change. */
function showOutcome() {
  if (pressedAt !== null && newest.sequence > pressedAt && newest.failure) {
    setText(answer, 'It failed again.');
    pressedAt = null;
  }
}

async function retry() {
  const sequence = newest.sequence;
  button.disabled = true;
  setText(answer, 'Asking the modeller …');
  try {
    const response = await fetch('/api/retry', { method: 'POST' });
    if (response.ok) {
      setText(answer, 'Started again.');
      pressedAt = sequence;
      showOutcome();
    } else {
      const problem = await response.json();
      setText(answer, problem.detail ?? problem.title);
    }
  } catch {
    setText(answer, 'The modeller did not answer. Is it still running?');
  } finally {
    button.disabled = false;
  }
}

button.addEventListener('click', retry);

const showReason = onChange(
  ({ failure }) => failure,
  failure => {
    setText(byId('failure-message'), failure?.message ?? '');
    setText(byId('failure-advice'), failure?.advice ?? '');
    byId('failure').hidden = !failure;
  },
);

export function showFailure(status) {
  newest = status;
  showReason(status);
  showOutcome();
}
