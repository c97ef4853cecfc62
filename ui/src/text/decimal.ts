/// An exact decimal number: a whole coefficient and a count of decimals (the scale), which is kept as
/// written. Money never passes through a floating point number.
export class Decimal {
    static readonly zero = new Decimal(0n, 0);

    private constructor(
        private readonly coefficient: bigint,
        readonly scale: number,
    ) {}

    /// Reads `-12.50`: digits with at most one point, nothing else. Null for any other text.
    static parse(text: string): Decimal | null {
        const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
        if (!match) {
            return null;
        }
        const [, sign = '', whole = '', fraction = ''] = match;
        return new Decimal(BigInt(sign + whole + fraction), fraction.length);
    }

    plus(other: Decimal): Decimal {
        const scale = Math.max(this.scale, other.scale);
        return new Decimal(this.at(scale) + other.at(scale), scale);
    }

    minus(other: Decimal): Decimal {
        return this.plus(new Decimal(-other.coefficient, other.scale));
    }

    times(other: Decimal): Decimal {
        return new Decimal(this.coefficient * other.coefficient, this.scale + other.scale);
    }

    /// Ties go away from zero, as QuickBooks rounds the amount of a line.
    roundedHalfUp(scale: number): Decimal {
        if (scale >= this.scale) {
            return new Decimal(this.at(scale), scale);
        }
        const unit = 10n ** BigInt(this.scale - scale);
        const half = this.coefficient < 0n ? -unit / 2n : unit / 2n;
        return new Decimal((this.coefficient + half) / unit, scale);
    }

    /// Without zeros at the end of the fraction: 2.500 becomes 2.5.
    trimmed(): Decimal {
        let { coefficient, scale }: Decimal = this;
        while (scale > 0 && coefficient % 10n === 0n) {
            coefficient /= 10n;
            scale -= 1;
        }
        return new Decimal(coefficient, scale);
    }

    /// Negative, zero or positive, as the difference to `other` is. Looks at the value only.
    compare(other: Decimal): number {
        const difference = this.minus(other).coefficient;
        return difference < 0n ? -1 : difference > 0n ? 1 : 0;
    }

    toString(): string {
        const negative = this.coefficient < 0n;
        const digits = (negative ? -this.coefficient : this.coefficient)
            .toString()
            .padStart(this.scale + 1, '0');
        const whole = digits.slice(0, digits.length - this.scale);
        const fraction = digits.slice(digits.length - this.scale);
        return `${negative ? '-' : ''}${whole}${fraction && `.${fraction}`}`;
    }

    private at(scale: number): bigint {
        return this.coefficient * 10n ** BigInt(scale - this.scale);
    }
}
