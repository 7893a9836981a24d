/** Digits of 28 × 28 pixels on canvases: black ink on white paper. */
import { element } from './dom.js';

export const SIDE = 28;

/** @param {number[]} ink 784 shares from 0, paper, to 1, row by row */
export function paint(canvas, ink) {
  canvas.width = SIDE;
  canvas.height = SIDE;
  const context = canvas.getContext('2d');
  const image = context.createImageData(SIDE, SIDE);
  ink.forEach((share, i) => {
    image.data.fill(255 * (1 - share), 4 * i, 4 * i + 3);
    image.data[4 * i + 3] = 255;
  });
  context.putImageData(image, 0, 0);
}

/** A new canvas with a digit; `alternative` says in words what is on it. */
export function digitImage(ink, alternative) {
  const canvas = element('canvas', { class: 'digit', role: 'img', 'aria-label': alternative });
  paint(canvas, ink);
  return canvas;
}
