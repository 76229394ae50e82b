/* Filters on numbers. Whole numbers stay whole; with a point, sums are rounded to the 15
 * digits that decimal arithmetic would have kept. */
#include "liquid/filters.h"

#include "base/number.h"

#include <math.h>

static const char beyond[] = "the whole number has more than 64 bits";

/* Whole numbers that 64 bits do not hold stay the text they are; nothing is made of them.
 */
static struct value number_of(struct filter_run *run, struct value value)
{
    struct value number;
    (void)value_to_number(value, &number);
    if (value_is_beyond(value)) {
        (void)filter_fail(run, beyond);
        return value_integer(1);
    }
    return number;
}

static bool is_whole(struct value number)
{
    return number.kind == VALUE_INTEGER;
}

/* Sums are made of decimal digits, as they were written; a long double holds two digits
 * more than any of them has. */
static long double exact(struct value number)
{
    if (is_whole(number)) {
        return (long double)number.as.integer;
    }
    if (!isfinite(number.as.real)) {
        return (long double)number.as.real;
    }
    struct decimal decimal = decimal_from(number.as.real);
    return decimal_value_long(&decimal);
}

static double real_of(struct value number)
{
    return is_whole(number) ? (double)number.as.integer : number.as.real;
}

static struct value rounded(long double real)
{
    return value_float((double)real);
}

/* A real as a whole number. */
static struct value whole(struct filter_run *run, double real)
{
    return real > -9.2e18 && real < 9.2e18 ? value_integer((int64_t)real)
                                           : filter_fail(run, beyond);
}

static struct value abs_value(struct filter_run *run)
{
    struct value number = number_of(run, run->input);
    if (is_whole(number)) {
        return number.as.integer == INT64_MIN ? filter_fail(run, beyond)
               : number.as.integer < 0        ? value_integer(-number.as.integer)
                                              : number;
    }
    return value_float(fabs(number.as.real));
}

struct value filter_plus(struct filter_run *run)
{
    struct value a = number_of(run, run->input), b = number_of(run, run->arguments[0]);
    int64_t sum;
    if (!is_whole(a) || !is_whole(b)) {
        return rounded(exact(a) + exact(b));
    }
    bool fits = !__builtin_add_overflow(a.as.integer, b.as.integer, &sum);
    return fits ? value_integer(sum) : filter_fail(run, beyond);
}

static struct value minus(struct filter_run *run)
{
    struct value a = number_of(run, run->input), b = number_of(run, run->arguments[0]);
    int64_t rest;
    if (!is_whole(a) || !is_whole(b)) {
        return rounded(exact(a) - exact(b));
    }
    bool fits = !__builtin_sub_overflow(a.as.integer, b.as.integer, &rest);
    return fits ? value_integer(rest) : filter_fail(run, beyond);
}

static struct value times(struct filter_run *run)
{
    struct value a = number_of(run, run->input), b = number_of(run, run->arguments[0]);
    int64_t product;
    if (!is_whole(a) || !is_whole(b)) {
        return rounded(exact(a) * exact(b));
    }
    bool fits = !__builtin_mul_overflow(a.as.integer, b.as.integer, &product);
    return fits ? value_integer(product) : filter_fail(run, beyond);
}

/* Quotients go down, and remainders take the divisor's sign. */
static struct value divided_by(struct filter_run *run)
{
    struct value a = number_of(run, run->input), b = number_of(run, run->arguments[0]);
    if (!is_whole(a) || !is_whole(b)) {
        return rounded(exact(a) / exact(b));
    }
    if (b.as.integer == 0) {
        return filter_fail(run, "divided by 0");
    }
    if (b.as.integer == -1) {
        return a.as.integer == INT64_MIN ? filter_fail(run, beyond)
                                         : value_integer(-a.as.integer);
    }
    int64_t quotient = a.as.integer / b.as.integer;
    bool down =
        a.as.integer % b.as.integer != 0 && (a.as.integer < 0) != (b.as.integer < 0);
    return value_integer(quotient - down);
}

static struct value modulo(struct filter_run *run)
{
    struct value a = number_of(run, run->input), b = number_of(run, run->arguments[0]);
    if (real_of(b) == 0) {
        return filter_fail(run, "divided by 0");
    }
    if (!is_whole(a) || !is_whole(b)) {
        long double x = exact(a), y = exact(b);
        return rounded(x - y * floorl(x / y));
    }
    if (b.as.integer == -1) {
        return value_integer(0);
    }
    int64_t rest = a.as.integer % b.as.integer;
    return value_integer(rest != 0 && (rest < 0) != (b.as.integer < 0) ? rest + b.as.integer
                                                                       : rest);
}

static struct value ceil_value(struct filter_run *run)
{
    struct value number = number_of(run, run->input);
    return is_whole(number) ? number : whole(run, ceil(number.as.real));
}

static struct value floor_value(struct filter_run *run)
{
    struct value number = number_of(run, run->input);
    return is_whole(number) ? number : whole(run, floor(number.as.real));
}

static struct value round_value(struct filter_run *run)
{
    struct value number = number_of(run, run->input),
                 wanted = number_of(run, filter_argument(run, 0));
    double places = is_whole(wanted) ? (double)wanted.as.integer : trunc(wanted.as.real);
    places = places > 400 ? 400 : places < -400 ? -400 : places;
    if (is_whole(number) && places >= 0) {
        return number;
    }
    double real = real_of(number);
    if (!isfinite(real)) {
        return filter_fail(run, "the number has no end");
    }
    struct decimal decimal = decimal_from(real);
    decimal_round(&decimal, (int64_t)places);
    real = decimal_value(&decimal);
    return places < 1 ? whole(run, real) : value_float(real);
}

static struct value at_least(struct filter_run *run)
{
    struct value a = number_of(run, run->input), b = number_of(run, run->arguments[0]);
    return real_of(a) < real_of(b) ? b : a;
}

static struct value at_most(struct filter_run *run)
{
    struct value a = number_of(run, run->input), b = number_of(run, run->arguments[0]);
    return real_of(a) > real_of(b) ? b : a;
}

static const struct filter_row rows[] = {
    {"abs", abs_value, 0, 0, FILTER_BOTH},
    {"plus", filter_plus, 1, 1, FILTER_BOTH},
    {"minus", minus, 1, 1, FILTER_BOTH},
    {"times", times, 1, 1, FILTER_BOTH},
    {"modulo", modulo, 1, 1, FILTER_BOTH},
    {"divided_by", divided_by, 1, 1, FILTER_BOTH},
    {"ceil", ceil_value, 0, 0, FILTER_BOTH},
    {"floor", floor_value, 0, 0, FILTER_BOTH},
    {"round", round_value, 0, 1, FILTER_BOTH},
    {"at_least", at_least, 1, 1, FILTER_BOTH},
    {"at_most", at_most, 1, 1, FILTER_BOTH},
};

struct filter_table filters_number(void)
{
    return (struct filter_table){rows, sizeof rows / sizeof rows[0]};
}
