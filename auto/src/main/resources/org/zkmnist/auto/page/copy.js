/** Buttons that copy a text. */
import { announce } from './announcer.js';
import { element } from './dom.js';

const SECONDS_OF_THANKS = 2;

async function copy(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  // Browsers offer the clipboard to secure origins only, and another computer of the same network is none.
  const field = element('textarea', { readonly: '', class: 'visually-hidden' });
  field.value = text;
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  if (!copied) {
    throw new Error('this browser does not copy');
  }
}

/**
 * @param {function(): string} text what to copy
 * @param {string} name what it is, for those who do not see what the button stands beside
 */
export function copyButton(text, name) {
  const button = element('button', { type: 'button', class: 'copy', 'aria-label': `Copy ${name}` }, 'Copy');
  button.addEventListener('click', async () => {
    try {
      await copy(text());
      button.textContent = 'Copied';
      announce(`Copied ${name}.`);
    } catch {
      button.textContent = 'Not copied';
      announce('This browser did not copy; select the text instead.');
    }
    button.focus({ preventScroll: true });
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 1000 * SECONDS_OF_THANKS);
  });
  return button;
}

/** Puts a button beside each command that the document shows. */
export function addCopyButtons() {
  for (const command of document.querySelectorAll('.command')) {
    const text = command.querySelector('pre');
    const name = text.getAttribute('aria-label');
    command.append(copyButton(() => text.textContent, name.charAt(0).toLowerCase() + name.slice(1)));
  }
}
