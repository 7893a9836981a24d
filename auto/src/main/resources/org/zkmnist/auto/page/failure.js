/** What failed, what to do, and another try. */
import { byId, onChange, setText } from './dom.js';

async function retry() {
  const button = byId('retry');
  const answer = byId('retry-answer');
  button.disabled = true;
  setText(answer, 'Asking the modeller …');
  try {
    const response = await fetch('/api/retry', { method: 'POST' });
    if (response.ok) {
      setText(answer, 'Started again.');
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

byId('retry').addEventListener('click', retry);

export const showFailure = onChange(
  status => status.failure,
  failure => {
    setText(byId('failure-message'), failure?.message ?? '');
    setText(byId('failure-advice'), failure?.advice ?? '');
    setText(byId('retry-answer'), '');
    byId('failure').hidden = !failure;
  },
);
