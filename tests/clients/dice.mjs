// Chance that comes again, for tests that walk at random.

/** Numbers that look random and come again with the same seed (mulberry32). */
export class Dice {
    #state;

    constructor(seed) {
        this.#state = seed >>> 0;
    }

    /** A whole number from `low` to `high`. */
    between(low, high) {
        this.#state = (this.#state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return low + (((mixed ^ (mixed >>> 14)) >>> 0) % (high - low + 1));
    }

    pick(list) {
        return list[this.between(0, list.length - 1)];
    }

    chance(percent) {
        return this.between(1, 100) <= percent;
    }
}
