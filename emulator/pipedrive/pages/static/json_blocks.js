// The blocks of a JSON modal (the vendor's component library): drawing, reading and showing them.
// Markdown is shown as it is written.

const optionsOf = {
    text: ['value', 'markdown'],
    input: ['type', 'value', 'placeholder', 'allowClear', 'isRequired'],
    textarea: ['value', 'placeholder', 'resize', 'isRequired'],
    select: ['value', 'placeholder', 'items', 'allowClear', 'isRequired', 'isMultiple'],
    datepicker: ['value', 'placeholder', 'allowClear', 'isRequired'],
    'radio-group': ['value', 'items', 'isRequired'],
    'checkbox-group': ['value', 'items', 'isRequired'],
    separator: [],
};
const optionsOfAll = ['label', 'message', 'error', 'visibleOn', 'fetchOnChange', 'isDisabled'];
const inputTypes = ['text', 'email', 'number', 'password', 'search', 'url'];

function element(tag, className, content) {
    return Object.assign(document.createElement(tag), { className, textContent: content ?? '' });
}

function isEmpty(value) {
    return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/// Whether a rule of `visibleOn` holds for a block's value.
function holds(rule, value) {
    if (rule === 'not_empty') {
        return !isEmpty(value);
    }
    if (rule.equals !== undefined) {
        const chosen = Array.isArray(value) ? value : [value];
        return chosen.some((one) => String(one) === String(rule.equals));
    }
    return String(value ?? '').includes(String(rule.includes));
}

class Block {
    constructor(key, { $ref, options }) {
        this.key = key;
        this.kind = $ref.replace('#/definitions/element-', '');
        this.options = { ...options };
    }

    /// Takes options that the app answered. Throws where the vendor knows none of that name.
    merge(options) {
        const known = [...optionsOf[this.kind], ...optionsOfAll];
        const stranger = Object.keys(options).find((name) => !known.includes(name));
        if (stranger) {
            throw new Error(`${this.key}: there is no option ${stranger}`);
        }
        this.options = { ...this.options, ...options };
    }

    /// Undefined for blocks that nobody fills in.
    get value() {
        if (this.kind === 'radio-group' || this.kind === 'checkbox-group') {
            const ticked = [...this.node.querySelectorAll(':checked')].map((box) => this.#item(box.value));
            return this.kind === 'checkbox-group' ? ticked : ticked[0];
        }
        return this.kind === 'select' ? this.#item(this.control.value) : this.control?.value;
    }

    draw() {
        const { label, message, error } = this.options;
        const isGroup = this.kind.endsWith('-group');
        this.node = document.createElement(isGroup ? 'fieldset' : 'label');
        this.control = undefined;
        if (this.kind === 'separator') {
            this.node = document.createElement('hr');
        } else if (this.kind === 'text') {
            this.node = element('p', 'json-text', this.options.value);
        } else if (isGroup) {
            this.node.append(element('legend', '', label), ...this.#boxes());
        } else {
            this.control = this.#control();
            this.node.append(label ?? '', this.control);
        }
        this.node.append(...[['muted', message], ['problem', error]]
            .filter(([, content]) => content)
            .map(([className, content]) => element('small', className, content)));
        return this.node;
    }

    /// Items have values of any type; what is chosen goes back to the app as it came.
    #item(text) {
        return this.options.items?.find(({ value }) => String(value) === text)?.value;
    }

    #control() {
        const { value, placeholder, isRequired, type, items } = this.options;
        const tags = { select: 'select', textarea: 'textarea' };
        const control = document.createElement(tags[this.kind] ?? 'input');
        if (this.kind === 'input') {
            control.type = inputTypes.includes(type) ? type : 'text';
        } else if (this.kind === 'datepicker') {
            control.type = 'date';
        } else if (this.kind === 'select') {
            control.append(new Option(placeholder ?? '', ''));
            control.append(...(items ?? []).map((item) => new Option(item.label, item.value)));
        }
        if (this.kind !== 'select') {
            control.placeholder = placeholder ?? '';
        }
        control.value = value ?? '';
        control.required = Boolean(isRequired);
        return control;
    }

    #boxes() {
        const { items, value } = this.options;
        const chosen = (Array.isArray(value) ? value : [value]).map(String);
        return (items ?? []).map((item) => {
            const row = element('label', 'option');
            const box = document.createElement('input');
            box.type = this.kind === 'radio-group' ? 'radio' : 'checkbox';
            box.name = this.key;
            box.value = item.value;
            box.checked = chosen.includes(String(item.value));
            box.disabled = Boolean(item.isDisabled);
            row.append(box, item.label);
            return row;
        });
    }
}

/// All blocks of one modal.
export class Blocks {
    #blocks;

    constructor(schema) {
        const described = schema.properties.blocks.properties;
        this.#blocks = Object.entries(described).map(([key, block]) => new Block(key, block));
    }

    /// Puts the app's options into the blocks, which keep what was filled in; throws where the
    /// answer does not fit the schema.
    merge(answered) {
        this.#keepValues();
        for (const block of this.#blocks) {
            delete block.options.error;
        }
        for (const [key, options] of Object.entries(answered ?? {})) {
            const block = this.#blocks.find((one) => one.key === key);
            if (!block) {
                throw new Error(`There is no block ${key}`);
            }
            block.merge(options);
        }
    }

    draw() {
        const nodes = this.#blocks.map((block) => block.draw());
        this.showAndHide();
        return nodes;
    }

    showAndHide() {
        for (const block of this.#blocks) {
            block.node.hidden = !this.#isVisible(block);
            for (const control of block.node.querySelectorAll('[required]')) {
                control.disabled = block.node.hidden;
            }
        }
    }

    /// What is sent: all visible blocks, and those that are never visible.
    values() {
        return Object.fromEntries(this.#blocks
            .filter(({ node, options }) => !node.hidden || options.visibleOn === 'never')
            .map(({ key, value }) => [key, value])
            .filter(([, value]) => value !== undefined));
    }

    /// The block that a control stands in, where the app wants to hear of its changes.
    refetchedBy(control) {
        return this.#blocks.find(({ node, options }) => options.fetchOnChange && node.contains(control));
    }

    #isVisible({ options: { visibleOn = 'always' } }) {
        if (typeof visibleOn === 'string') {
            return visibleOn !== 'never';
        }
        return Object.entries(visibleOn).every(([key, rule]) =>
            holds(rule, this.#blocks.find((one) => one.key === key)?.value));
    }

    #keepValues() {
        for (const block of this.#blocks) {
            const value = block.node && block.value;
            if (value !== undefined) {
                block.options.value = value;
            }
        }
    }
}
