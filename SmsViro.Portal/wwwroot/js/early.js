// Runs before anything of the page can be pressed. A form that only a living page can answer waits for it: posted now, it would come back as a bare error with all
// that was typed gone. What was pressed is pressed again once the page is alive (shell.js).
document.addEventListener('submit', event => {
  const form = event.target;
  if (document.querySelector('[data-interactive="true"]') || !form.closest('[data-interactive="false"]')) return;
  if (form.method !== 'post' || new URL(form.action).pathname !== location.pathname || form.querySelector('input[name="_handler"]')) return;
  event.preventDefault();
  globalThis.svPressed = [...document.forms].indexOf(form);
}, true);
