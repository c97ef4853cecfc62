// What the app's actions are about: the page's record, or the ticked rows of its list.

const boxes = [...document.querySelectorAll('[data-select]')];
const all = document.querySelector('[data-select-all]');

/// Everything is selected, less what was unticked since.
let isEverything = false;

function ids(isTicked) {
    return boxes
        .filter(({ checked }) => checked === isTicked)
        .map(({ value }) => value)
        .join(',');
}

/// `subject` is what the page is about; a list's says which rows are ticked. Undefined where none is.
export function selected(subject) {
    if (subject.view !== 'list') {
        return subject;
    }
    if (isEverything) {
        const filter = JSON.stringify({ everyone: 1 });
        return { ...subject, selectedIds: '', excludedIds: ids(false), filter };
    }
    const selectedIds = ids(true);
    return selectedIds ? { ...subject, selectedIds } : undefined;
}

all?.addEventListener('change', () => {
    isEverything = all.checked;
    for (const box of boxes) {
        box.checked = all.checked;
    }
});

for (const box of boxes) {
    box.addEventListener('change', () => {
        const ticked = boxes.filter(({ checked }) => checked).length;
        isEverything &&= ticked > 0;
        all.checked = isEverything;
        all.indeterminate = ticked > 0 && ticked < boxes.length;
    });
}
