/** What was drawn, as lines of points; coordinates are shares of the side of the board, so that its size may change. */

/** Width of the line, as a share of the side of the board. */
const WIDTH = 0.085;

export class Strokes {
  #lines = [];

  get isEmpty() {
    return this.#lines.length === 0;
  }

  begin(point) {
    this.#lines.push([point]);
  }

  extend(points) {
    this.#lines.at(-1).push(...points);
  }

  undo() {
    this.#lines.pop();
  }

  clear() {
    this.#lines = [];
  }

  /** Draws all lines in one colour, scaled to `side` pixels. */
  drawOn(context, side, colour) {
    context.strokeStyle = colour;
    context.fillStyle = colour;
    context.lineWidth = WIDTH * side;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    for (const [first, ...others] of this.#lines) {
      // A line of no length would not be drawn, but a dot is meant.
      context.beginPath();
      context.arc(first.x * side, first.y * side, (WIDTH * side) / 2, 0, 2 * Math.PI);
      context.fill();
      context.beginPath();
      context.moveTo(first.x * side, first.y * side);
      others.forEach(({ x, y }) => context.lineTo(x * side, y * side));
      context.stroke();
    }
  }
}
