// The window's own texts in the language of the page.

const texts = JSON.parse(document.getElementById('texts').textContent);

/// The text of that key with its `{name}` arguments filled in.
export function text(key, args = {}) {
    if (!Object.hasOwn(texts, key)) {
        throw new Error(`There is no text ${key}`);
    }
    return texts[key].replace(/\{(\w+)\}/g, (whole, name) => args[name] ?? whole);
}
