import { expect, test } from 'vitest';

import { panelHeight } from './panel_size';

test.each([
    [0, 100],
    [99.2, 100],
    [320.4, 321],
    [750, 750],
    [2000, 750],
])('content of %d pixels asks for a panel of %d', (content, height) => {
    expect(panelHeight(content)).toBe(height);
});
