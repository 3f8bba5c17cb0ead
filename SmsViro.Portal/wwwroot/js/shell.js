// The frame's few habits: theme, skip link, drawer, heading focus, search key, words typed early, reconnecting.

const dialogOf = element => document.getElementById(element.dataset.opens);
const darkSystem = matchMedia('(prefers-color-scheme: dark)');
const themeWatchers = new Set();

// ---- theme: system, light, dark. The server reads the cookie, so the first paint is already right.
const chosen = () => document.documentElement.dataset.theme ?? 'system';
const isDark = () => chosen() === 'dark' || (chosen() === 'system' && darkSystem.matches);

const choose = theme => {
  const secure = location.protocol === 'https:' ? '; secure' : '';
  if (theme === 'system') {
    delete document.documentElement.dataset.theme;
    document.cookie = `sv-theme=; path=/; max-age=0; samesite=lax${secure}`;
  } else {
    document.documentElement.dataset.theme = theme;
    document.cookie = `sv-theme=${theme}; path=/; max-age=31536000; samesite=lax${secure}`;
  }
  tellTheme();
};

const tellTheme = () => themeWatchers.forEach(watcher =>
  watcher.invokeMethodAsync('ThemeChanged', isDark()).catch(() => themeWatchers.delete(watcher)));

darkSystem.addEventListener('change', tellTheme);

export const watchTheme = watcher => {
  themeWatchers.add(watcher);
  return watcher.invokeMethodAsync('ThemeChanged', isDark());
};

// ---- focus
const focusQuietly = element => {
  if (!element) return;
  if (element.tabIndex < 0) element.tabIndex = -1; // a heading takes the focus this once; a field stays where Tab finds it
  element.focus({ preventScroll: false });
};

globalThis.svFocusHeading = () => {
  document.querySelectorAll('dialog.drawer[open]').forEach(drawer => drawer.close());
  focusQuietly(document.querySelector('main h1') ?? document.getElementById('main'));
};

globalThis.svFocus = id => {
  const place = document.getElementById(id);
  focusQuietly(place?.matches('section') ? place.querySelector('h2') : place);
};

// ---- dialogs that components open
globalThis.svDialog = (dialog, open) => {
  if (open && !dialog.open) {
    dialog.showModal();
    dialog.querySelector('.body :is(input, select, textarea)')?.focus(); // what is asked comes before the answers
  }
  if (!open && dialog.open) dialog.close();
};

// Enter in a one-line field of a question answers it by the button that acts, when that may be pressed; a form of its own does so by itself.
document.addEventListener('keydown', event => {
  const field = event.target;
  if (event.key !== 'Enter' || event.isComposing || event.repeat || !field.matches?.('dialog.dialog[open] input:not([type=checkbox], [type=radio], [type=file])') || field.form) return;

  event.preventDefault();
  field.dispatchEvent(new Event('change', { bubbles: true })); // what was typed is told before the act
  field.closest('dialog').querySelector('footer .btn:last-child')?.click();
});

document.addEventListener('click', event => {
  const at = selector => event.target.closest?.(selector);

  if (at('[data-skip]')) {
    event.preventDefault();
    focusQuietly(document.getElementById('main'));
  } else if (at('[data-theme-switch]')) {
    choose({ system: 'light', light: 'dark', dark: 'system' }[chosen()]);
  } else if (at('[data-opens]')) {
    dialogOf(at('[data-opens]'))?.showModal();
  } else if (at('[data-closes]') || (at('dialog.drawer') && (at('a') || event.target.matches('dialog')))) {
    at('dialog')?.close();
  } else if (at('[data-summary]')) {
    event.preventDefault();
    svFocus(at('[data-summary]').dataset.summary);
  } else if (at('[data-shows]')) {
    const button = at('[data-shows]');
    const input = document.getElementById(button.dataset.shows);
    input.type = input.type === 'password' ? 'text' : 'password';
    button.setAttribute('aria-pressed', input.type === 'text');
  }
});

// ---- where the focus goes when an act takes its own button away, or refuses a form
let held = null; // what has the focus in a page that is alive, with everything around it
let sent = null; // the form or the dialog whose answer is awaited, and the field the focus was sent to for it

document.addEventListener('focusin', event => {
  if (!alive() || event.target.closest('dialog')) return;
  held = { element: event.target, around: [] };
  for (let at = event.target; at && at !== document.body; at = at.parentElement) held.around.push(at);
});
document.addEventListener('focusout', ({ target }) => queueMicrotask(() => {
  if (target.disabled) mend(); // it loses the focus only some time after it was disabled, when the page is next drawn
  else if (held?.element === target && target.isConnected && document.activeElement === document.body) held = null; // left by a click into the page
}));
document.addEventListener('submit', event => { sent = { from: event.target }; });
document.addEventListener('click', event => {
  const from = event.target.closest?.('dialog footer .btn, form [data-sends]')?.closest('dialog, form');
  if (from) sent = { from };
});

// Not to the top of the page: to the heading of the part it stood in, from where the next Tab goes on.
const mend = () => {
  if (sent && !sent.from.querySelector('[aria-busy="true"]')) {
    // A dialog that closed over a fault has it in the page under it.
    const closed = sent.from.matches('dialog:not([open])');
    const wrong = (closed ? document.querySelector('main') : sent.from)?.querySelector('[aria-invalid="true"]');
    // A field that was left a moment before is drawn before the answer comes, so the answer may send the focus on.
    if (wrong && wrong !== sent.to) focusQuietly(sent.to = wrong);
    else if (!wrong && (closed || !sent.from.isConnected)) sent = null;
  }

  if (!held || document.activeElement !== document.body || document.querySelector('dialog[open]') || held.element.isConnected && !held.element.disabled) return;
  const part = held.around.find(at => at.isConnected && at.matches('main, main *'))?.closest('section, main');
  held = null;
  if (part) focusQuietly(part.querySelector('h1, h2') ?? document.querySelector('main h1'));
};
new MutationObserver(mend).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-invalid', 'aria-busy', 'disabled', 'open', 'data-drawn'] });
for (const act of ['input', 'keydown', 'pointerdown']) document.addEventListener(act, () => { sent = null; }, true);

// ---- the / key goes to the page's search, unless somebody is typing
document.addEventListener('keydown', event => {
  const typing = event.target.closest?.('input, textarea, select, [contenteditable]');
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typing) return;
  const search = document.querySelector('[data-search-key]');
  if (!search) return;
  event.preventDefault();
  search.focus();
});

// ---- what is pasted and does not fit is cut by the browser without a word; so it is said
document.addEventListener('paste', event => {
  const field = event.target;
  if (!(field.maxLength > 0) || field.readOnly) return;
  const room = field.maxLength - field.value.length + (field.selectionEnd - field.selectionStart);
  if ((event.clipboardData?.getData('text') ?? '').replaceAll('\r\n', '\n').length <= room) return;

  const told = document.body.appendChild(Object.assign(document.createElement('p'), { className: 'cut-short', role: 'status' }));
  requestAnimationFrame(() => { told.textContent = `Only ${field.maxLength.toLocaleString('en')} letters fit here, so the end of what you pasted was left out.`; });
  setTimeout(() => told.remove(), 12_000);
});

// ---- the second click of a double click sends nothing: by then the answer may be there, and the form another one
document.addEventListener('click', event => {
  if (event.detail > 1 && event.target.closest?.('button[type=submit]')) event.preventDefault();
}, true);

// ---- what is typed before the page comes alive is put back once it has
const early = new Map();
const alive = () => document.querySelector('[data-interactive="true"]') !== null;

const note = field => {
  if (alive() || !field.id || !field.closest('[data-interactive="false"]')) return;
  early.set(field.id, field.type === 'checkbox' || field.type === 'radio' ? { checked: field.checked } : { value: field.value });
};
document.addEventListener('input', event => note(event.target), true);

// On a slow line a person types before this script has come.
for (const field of document.querySelectorAll('input, textarea'))
  if (field.value !== field.defaultValue || field.checked !== field.defaultChecked) note(field);

// What was pressed before (early.js) is pressed again, behind all that was typed.
const pressAgain = () => {
  const form = document.forms[globalThis.svPressed ?? -1];
  globalThis.svPressed = null;
  if (form && new URL(form.action).pathname === location.pathname) form.requestSubmit();
};

// A page that reads its data first draws its fields later than its frame, so what has no field yet waits for it, 10 seconds at most.
let givenUp;
const putBack = () => {
  if (!alive()) return false;
  givenUp ??= Date.now() + 10_000;
  for (const [id, kept] of early) {
    const field = document.getElementById(id);
    if (!field) continue;
    early.delete(id);
    Object.assign(field, kept);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }
  if (early.size === 0) pressAgain();
  return early.size === 0 || Date.now() > givenUp;
};

if (document.querySelector('[data-interactive="false"]')) {
  const watch = new MutationObserver(() => putBack() && watch.disconnect());
  watch.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-interactive'] });
}

// ---- pages without a circuit swap in place too: say where the person is now
const focusWrong = () => focusQuietly(document.querySelector('main form [aria-invalid="true"]'));

const whenLoaded = () => {
  let path = location.pathname;
  focusWrong();
  globalThis.Blazor?.addEventListener?.('enhancedload', () => {
    if (location.pathname === path) return focusWrong();
    path = location.pathname;
    globalThis.svFocusHeading();
  });
};
document.readyState === 'complete' ? whenLoaded() : addEventListener('load', whenLoaded);

// ---- reconnecting
const reconnect = document.getElementById('components-reconnect-modal');
const show = state => {
  reconnect.dataset.state = state;
  if (!reconnect.open) reconnect.showModal();
};

reconnect?.addEventListener('components-reconnect-state-changed', async ({ detail }) => {
  if (detail.state === 'show' || detail.state === 'retrying') show('trying');
  else if (detail.state === 'hide') reconnect.close();
  else if (detail.state === 'failed') show('failed');
  else if (detail.state === 'rejected') await goOn();
});

const goOn = async () => {
  try {
    if (await Blazor.resumeCircuit()) return reconnect.close();
  } catch { /* the server has forgotten this page */ }
  show('rejected');
};

const tryAgain = async () => {
  show('trying');
  try {
    if (!await Blazor.reconnect()) await goOn();
  } catch {
    show('failed');
  }
};

reconnect?.addEventListener('cancel', event => event.preventDefault());
reconnect?.addEventListener('click', event => {
  const act = event.target.closest('[data-reconnect]')?.dataset.reconnect;
  if (act === 'retry') tryAgain();
  if (act === 'reload') location.reload();
  if (act === 'look') reconnect.close();
});
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible' && reconnect?.dataset.state === 'failed' && reconnect.open) tryAgain();
});
