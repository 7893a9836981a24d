/** Making and finding elements. */

/** The element with this id; the document has it. */
export const byId = id => document.getElementById(id);

/**
 * A new element.
 * @param {string} name of the element
 * @param {Object<string, string>} attributes
 * @param {...(Node|string)} children text is never read as HTML
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** Sets text only where it differs, so that nothing is drawn or read aloud again without need. */
export function setText(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

/**
 * A function of the state that calls `render` only when the part that `select` takes from it is another than before.
 * @param {function(Object): *} select
 * @param {function(*, Object): void} render
 */
export function onChange(select, render) {
  let before;
  return status => {
    const selected = select(status);
    const now = JSON.stringify(selected);
    if (now !== before) {
      before = now;
      render(selected, status);
    }
  };
}
