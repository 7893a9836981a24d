/** Drawing a digit, or taking a test image, and asking both networks what it is. */
import { answersInWords, showAnswers, showNoAnswers } from './answers.js';
import { Classifier } from './classifier.js';
import { paint, SIDE } from './digit-image.js';
import { onDisagreementChosen } from './disagreements.js';
import { byId, onChange, setText } from './dom.js';
import { DrawingBoard } from './drawing-board.js';

const EMPTY = 'Drawing area, empty: draw a digit with mouse, finger or pen, or take a test image with the button below.';
const NOTHING = 'Nothing is drawn yet.';

const board = new DrawingBoard(byId('board'), boardChanged);
const classifier = new Classifier({ onAnswer: answered, onProblem: problem });
let shownImage = null;
let nextIndex = 0;
/** Whether at least one network is there to be asked. */
let answering = false;

function boardChanged(drawing) {
  shownImage = null;
  byId('board').setAttribute('aria-label', board.isEmpty ? EMPTY : 'Drawing area, with your drawing.');
  enableButtons();
  if (board.isEmpty) {
    classifier.cancel();
    showNothing();
  } else {
    ask(drawing);
  }
}

/** Asks about what is on the board; while a line is being drawn, its answer is not read aloud. */
function ask(drawing) {
  if (board.isEmpty) {
    return;
  }
  if (!answering) {
    setText(byId('draw-summary'), 'The answers come as soon as a network is trained.');
  } else if (shownImage) {
    askForImage(shownImage);
  } else {
    askForDrawing(drawing);
  }
}

function askForDrawing(drawing) {
  classifier.ask(async () => ({ type: 'image/png', body: await board.picture() }), { drawing, name: 'Your drawing' });
}

function askForImage(image) {
  const body = JSON.stringify({ pixels: image.pixels.map(grey => grey / 255) });
  const name = `Test image ${image.index}, a ${image.label}`;
  classifier.ask(async () => ({ type: 'application/json', body }), { drawing: false, name });
}

function showImage(image) {
  shownImage = image;
  board.showImage(image.pixels.map(grey => grey / 255), '');
  byId('board').setAttribute('aria-label', `Drawing area, with test image ${image.index}, a ${image.label}.`);
  enableButtons();
  ask(false);
}

async function showNextImage() {
  const button = byId('next-image');
  button.disabled = true;
  try {
    let response = await fetch(`/api/images/test/${nextIndex}`);
    if (response.status === 404 && nextIndex > 0) {
      // The last was shown: from the first again.
      nextIndex = 0;
      response = await fetch('/api/images/test/0');
    }
    const image = await response.json();
    if (response.ok) {
      nextIndex++;
      showImage(image);
    } else {
      problem(image.detail ?? image.title);
    }
  } catch {
    problem('The modeller did not answer. Is it still running?');
  } finally {
    button.disabled = false;
    button.focus({ preventScroll: true });
  }
}

function answered(answer, { drawing, name }) {
  paint(byId('seen'), answer.pixels);
  byId('seen').setAttribute('aria-label', `${name}, as 28 by 28 pixels`);
  showAnswers(answer);
  linkInput(answer.pixels);
  if (!drawing) {
    setText(byId('draw-summary'), `${name}: ${answersInWords(answer)}`);
  }
}

function problem(text) {
  showNoAnswers();
  setText(byId('draw-summary'), text);
}

function showNothing() {
  showNoAnswers();
  paint(byId('seen'), new Array(SIDE * SIDE).fill(0));
  byId('seen').setAttribute('aria-label', 'Nothing yet');
  setText(byId('draw-summary'), NOTHING);
  const link = byId('input-json');
  link.removeAttribute('href');
  link.removeAttribute('download');
  link.setAttribute('aria-disabled', 'true');
}

/** The pixels that the networks were given, one byte each, as the link has them. */
function linkInput(pixels) {
  const grey = String.fromCharCode(...pixels.map(share => Math.round(255 * share)));
  const encoded = btoa(grey).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const link = byId('input-json');
  link.href = shownImage ? `/api/input.json?image=test/${shownImage.index}` : `/api/input.json?pixels=${encoded}`;
  link.download = 'input.json';
  link.removeAttribute('aria-disabled');
}

function enableButtons() {
  byId('undo').disabled = board.isEmpty;
  byId('clear').disabled = board.isEmpty;
}

byId('undo').addEventListener('click', () => board.undo());
byId('clear').addEventListener('click', () => board.clear());
byId('next-image').addEventListener('click', showNextImage);
onDisagreementChosen(image => {
  showImage(image);
  byId('draw').scrollIntoView();
  byId('next-image').focus({ preventScroll: true });
});
enableButtons();
showNothing();

/** Says which networks can answer, and asks again when there is one more. */
const showAnswerers = onChange(
  ({ models }) => [models.good.state === 'ready', models.bad.state === 'ready'],
  ([good, bad]) => {
    const missing = [!good && 'good', !bad && 'bad'].filter(Boolean);
    setText(
      byId('draw-note'),
      ['', `The ${missing[0]} one answers as soon as it is trained.`, 'They answer as soon as they are trained.'][missing.length],
    );
    answering = good || bad;
    ask(false);
  },
);

const showNextButton = onChange(
  ({ stages }) => stages[0].state === 'done',
  datasetThere => {
    byId('next-image').disabled = !datasetThere;
  },
);

export function showDraw(status) {
  showNextButton(status);
  showAnswerers(status);
}
