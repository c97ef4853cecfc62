// What the pages do by themselves: menus and the theme switch.

import './history.js';

function closeOtherMenus(target) {
    for (const menu of document.querySelectorAll('details.menu[open]')) {
        if (!menu.contains(target)) {
            menu.open = false;
        }
    }
}

/// Before the entry's own handler, so that the focus comes back to the menu from a dialog.
function leaveMenu({ target }) {
    closeOtherMenus(target);
    const menu = target.closest?.('details.menu :is([data-action], [data-link])')?.closest('details');
    if (menu) {
        menu.open = false;
        menu.querySelector('summary').focus();
    }
}

document.addEventListener('click', leaveMenu, { capture: true });

document.addEventListener('keydown', ({ key }) => {
    const menu = key === 'Escape' && document.querySelector('details.menu[open]');
    if (menu) {
        menu.open = false;
        menu.querySelector('summary').focus();
    }
});

/// Switches the theme without a reload, so that open frames can be told. Without this script the
/// form does it with a reload.
async function switchTheme(event) {
    event.preventDefault();
    const form = event.currentTarget;
    const theme = event.submitter.value;
    const body = new URLSearchParams({ theme, back: form.elements.back.value });
    await fetch(form.action, { method: 'POST', body, redirect: 'manual' });
    document.documentElement.dataset.theme = theme;
    for (const choice of form.querySelectorAll('button')) {
        choice.setAttribute('aria-pressed', String(choice.value === theme));
    }
    document.dispatchEvent(new CustomEvent('themechange', { detail: theme }));
}

document.querySelector('form[data-theme-form]')?.addEventListener('submit', switchTheme);
