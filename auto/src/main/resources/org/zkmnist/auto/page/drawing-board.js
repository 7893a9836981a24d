/** A canvas to draw on with mouse, finger or pen; it shows a given image instead, until somebody draws. */
import { followSize } from './canvas-size.js';
import { digitImage } from './digit-image.js';
import { Strokes } from './strokes.js';

/** Side of the picture that is sent: ten times that of an MNIST image. */
const PICTURE_SIDE = 280;

export class DrawingBoard {
  #canvas;
  #changed;
  #strokes = new Strokes();
  #image = null;
  #pointer = null;

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {function(boolean): void} changed called when the drawing is another; with true while a line is being drawn
   */
  constructor(canvas, changed) {
    this.#canvas = canvas;
    this.#changed = changed;
    followSize(canvas, () => this.#redraw());
    canvas.addEventListener('pointerdown', event => this.#begin(event));
    canvas.addEventListener('pointermove', event => this.#extend(event));
    canvas.addEventListener('pointerup', event => this.#end(event));
    canvas.addEventListener('pointercancel', event => this.#end(event));
  }

  get isEmpty() {
    return this.#strokes.isEmpty && !this.#image;
  }

  /** Takes back the last line, or the image. */
  undo() {
    this.#image = null;
    this.#strokes.undo();
    this.#show();
  }

  clear() {
    this.#image = null;
    this.#strokes.clear();
    this.#show();
  }

  /** Shows an image of 784 shares of ink in place of what was drawn. */
  showImage(ink, alternative) {
    this.#strokes.clear();
    this.#image = digitImage(ink, alternative);
    this.#redraw();
  }

  /** What was drawn, as MNIST has it: white on black. @returns {Promise<Blob>} a PNG */
  picture() {
    const canvas = document.createElement('canvas');
    canvas.width = PICTURE_SIDE;
    canvas.height = PICTURE_SIDE;
    const context = canvas.getContext('2d');
    context.fillStyle = '#000';
    context.fillRect(0, 0, PICTURE_SIDE, PICTURE_SIDE);
    this.#strokes.drawOn(context, PICTURE_SIDE, '#fff');
    return new Promise(resolve => canvas.toBlob(resolve, 'image/png'));
  }

  #begin(event) {
    if (this.#pointer !== null || event.button !== 0) {
      return;
    }
    event.preventDefault();
    this.#pointer = event.pointerId;
    this.#canvas.setPointerCapture(event.pointerId);
    this.#image = null;
    this.#strokes.begin(this.#place(event));
    this.#show(true);
  }

  #extend(event) {
    if (event.pointerId !== this.#pointer) {
      return;
    }
    const events = event.getCoalescedEvents?.() ?? [];
    this.#strokes.extend((events.length > 0 ? events : [event]).map(one => this.#place(one)));
    this.#show(true);
  }

  #end(event) {
    if (event.pointerId === this.#pointer) {
      this.#pointer = null;
      this.#show();
    }
  }

  #place(event) {
    const { left, top, width } = this.#canvas.getBoundingClientRect();
    const edge = this.#canvas.clientLeft;
    const side = width - 2 * edge;
    return { x: (event.clientX - left - edge) / side, y: (event.clientY - top - edge) / side };
  }

  #show(drawing = false) {
    this.#redraw();
    this.#changed(drawing);
  }

  #redraw() {
    const context = this.#canvas.getContext('2d');
    const side = this.#canvas.width;
    context.clearRect(0, 0, side, side);
    if (this.#image) {
      context.imageSmoothingEnabled = false;
      context.drawImage(this.#image, 0, 0, side, side);
    }
    this.#strokes.drawOn(context, side, '#000');
  }
}
