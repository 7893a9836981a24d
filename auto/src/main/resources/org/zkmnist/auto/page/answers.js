/** What a network answers: the digit, and a bar for the probability of each. */
import { byId, element, setText } from './dom.js';
import { percent } from './format.js';

const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);

/** The elements of one network's answer, made once: they change many times a second. */
class Answer {
  #digit = element('b', {}, '?');
  #share = element('span', {}, 'no answer yet');
  #rows = DIGITS.map(digit => {
    const bar = element('span', { class: 'bar' });
    const share = element('td', {}, '–');
    const row = element('tr', {}, element('th', { scope: 'row' }, String(digit)), element('td', { 'aria-hidden': 'true' }, bar), share);
    return { row, bar, share };
  });

  constructor(kind) {
    byId(`${kind}-answer`).append(
      element('p', { class: 'answer-digit' }, this.#digit, ' ', this.#share),
      element(
        'table',
        { class: 'bars' },
        element('caption', { class: 'visually-hidden' }, `Probabilities that the ${kind} network gives`),
        element('tbody', {}, ...this.#rows.map(({ row }) => row)),
      ),
    );
    this.show(null);
  }

  /** @param {?{digit: number, probabilities: number[]}} answer null while there is none */
  show(answer, instead = 'no answer yet') {
    setText(this.#digit, answer ? String(answer.digit) : '?');
    setText(this.#share, answer ? percent(answer.probabilities[answer.digit]) : instead);
    this.#rows.forEach(({ row, bar, share }, digit) => {
      const probability = answer?.probabilities[digit] ?? 0;
      bar.style.setProperty('--share', `${100 * probability}%`);
      setText(share, answer ? percent(probability) : '–');
      row.className = answer?.digit === digit ? 'best' : '';
    });
  }
}

const answers = { good: new Answer('good'), bad: new Answer('bad') };

/** Shows both answers; one of them may be null, while that network is not there. */
export function showAnswers({ good, bad }) {
  answers.good.show(good, 'not trained yet');
  answers.bad.show(bad, 'not trained yet');
}

export function showNoAnswers() {
  answers.good.show(null);
  answers.bad.show(null);
}

/** Both answers in a sentence. */
export function answersInWords({ good, bad }) {
  const say = (name, answer) =>
    answer ? `${name} says ${answer.digit} (${percent(answer.probabilities[answer.digit])})` : `${name} is not trained yet`;
  return `${say('Good', good)}, ${say('bad', bad)}.`;
}
