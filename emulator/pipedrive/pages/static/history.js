// The history of a record: its tabs, and keeping up with what happens.

const refreshMs = 1_000;

const list = document.querySelector('[data-history]');

/// Shows the entries of the chosen tab only, or the app's actions under "Invoices".
function showTab(chosen) {
    const kind = chosen.dataset.tab;
    for (const tab of chosen.parentElement.children) {
        tab.setAttribute('aria-selected', String(tab === chosen));
        tab.tabIndex = tab === chosen ? 0 : -1;
    }
    const panel = document.getElementById(chosen.getAttribute('aria-controls'));
    panel.setAttribute('aria-labelledby', chosen.id);
    list.dataset.shown = kind;
    showEntries();
}

function showEntries() {
    const kind = list.dataset.shown ?? 'all';
    let count = 0;
    for (const entry of list.children) {
        entry.hidden = kind !== 'all' && entry.dataset.kind !== kind;
        count += entry.hidden ? 0 : 1;
    }
    const invoices = document.querySelector('[data-invoices]');
    if (invoices) {
        invoices.hidden = kind !== 'invoice';
    }
    document.querySelector('[data-nothing]').hidden = count > 0 || kind === 'invoice';
}

/// The arrow keys go from tab to tab, as in every tab list.
function moveAlong(event) {
    const tabs = [...event.currentTarget.children];
    const at = tabs.indexOf(event.target);
    const next = {
        ArrowLeft: at - 1,
        ArrowRight: at + 1,
        Home: 0,
        End: tabs.length - 1,
    }[event.key];
    if (next !== undefined) {
        const tab = tabs[(next + tabs.length) % tabs.length];
        event.preventDefault();
        tab.focus();
        showTab(tab);
    }
}

async function refresh() {
    const answer = await fetch(`/_emulator/history?${list.dataset.history}`);
    const { version, html } = await answer.json();
    if (list.dataset.version !== version) {
        list.dataset.version = version;
        list.innerHTML = html; // the emulator sanitized it when the note was written
        showEntries();
    }
}

async function follow() {
    try {
        if (!document.hidden) {
            await refresh();
        }
    } catch {
        // The emulator is restarting: the next round asks again.
    }
    setTimeout(follow, refreshMs);
}

if (list) {
    const tabs = document.querySelector('.tabs');
    tabs.addEventListener('click', ({ target }) => target.dataset.tab && showTab(target));
    tabs.addEventListener('keydown', moveAlong);
    follow();
}
