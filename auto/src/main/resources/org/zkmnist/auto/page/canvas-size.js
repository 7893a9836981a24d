/** Keeps a canvas as fine as the screen. */

/** Calls `redraw` when the canvas has another size on the screen; it is empty then. */
export function followSize(canvas, redraw) {
  new ResizeObserver(() => {
    const side = Math.round(canvas.clientWidth * devicePixelRatio);
    if (side > 0 && canvas.width !== side) {
      canvas.width = side;
      canvas.height = side;
      redraw();
    }
  }).observe(canvas);
}
