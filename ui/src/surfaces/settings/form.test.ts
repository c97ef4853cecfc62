import { expect, test } from 'vitest';

import { exampleDueDay, readDays } from './form';

test.each([
    ['0', 0],
    ['999', 999],
    [' 30 ', 30],
    ['', null],
    ['1000', null],
    ['-1', null],
    ['1.5', null],
    ['ten', null],
])('the typed "%s" means %s days', (text, days) => {
    expect(readDays(text)).toBe(days);
});

test.each([
    ['days', '7', '2026-03-13', '2026-03-20'],
    ['days', '0', '2026-03-13', '2026-03-13'],
    ['days', '30', '2026-12-15', '2027-01-14'],
    ['end_of_month', '0', '2026-03-13', '2026-03-31'],
    ['end_of_month', '10', '2028-02-01', '2028-03-10'],
    ['end_of_month', '1', '2026-01-31', '2026-02-01'],
    ['days', 'x', '2026-03-13', null],
    ['due_on_receipt', '7', '2026-03-13', null],
    ['books:3', '7', '2026-03-13', null],
])('with "%s" and %s days an invoice of %s is due on %s', (term, days, day, due) => {
    expect(exampleDueDay(day, { term, days })).toBe(due);
});
