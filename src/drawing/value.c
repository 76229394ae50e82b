/* Numbers and lengths. A number is read here, not by base/number.h, as far as its digits
 * make an exact whole: a map holds a million of them. */
#include "drawing/value.h"

#include "base/number.h"

#define PIXELS_PER_INCH 96
#define EXACT_DIGITS 15 /* any such whole is a double */
#define EXACT_EXPONENT 22

/* Scanning */

static char peek(const struct scan *scan)
{
    return scan->at < scan->text.len ? scan->text.ptr[scan->at] : '\0';
}

void scan_skip(struct scan *scan)
{
    while (scan->at < scan->text.len && (ascii_is_space(peek(scan)) || peek(scan) == ',')) {
        scan->at++;
    }
}

bool scan_ended(struct scan *scan)
{
    scan_skip(scan);
    return scan->at >= scan->text.len;
}

bool scan_flag(struct scan *scan, bool *out)
{
    scan_skip(scan);
    char c = peek(scan);
    if (c != '0' && c != '1') {
        return false;
    }
    *out = c == '1';
    scan->at++;
    return true;
}

struct str scan_unit(struct scan *scan)
{
    size_t from = scan->at;
    while (ascii_is_alpha(peek(scan))) {
        scan->at++;
    }
    return str_sub(scan->text, from, scan->at);
}

struct str scan_word(struct scan *scan)
{
    size_t from = scan->at;
    while (ascii_is_alpha(peek(scan)) || peek(scan) == '-') {
        scan->at++;
    }
    return str_sub(scan->text, from, scan->at);
}

/* Digits with at most one point, as a whole number and the power of ten it lacks. */
struct digits {
    uint64_t whole;
    int count, exponent;
    bool any;
};

static void scan_digits(struct scan *scan, struct digits *digits)
{
    bool point = false;
    for (;; scan->at++) {
        char c = peek(scan);
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (!ascii_is_digit(c)) {
            break;
        }
        digits->any = true;
        if (digits->count < EXACT_DIGITS + 3) {
            digits->whole = digits->whole * 10 + (uint64_t)(c - '0');
            digits->count += digits->whole > 0;
            digits->exponent -= point;
        } else {
            digits->exponent += !point;
        }
    }
}

/* "e-3", but not the "e" of "em". */
static void scan_exponent(struct scan *scan, int *exponent)
{
    size_t at = scan->at + 1;
    char c = peek(scan), sign = at < scan->text.len ? scan->text.ptr[at] : '\0';
    at += sign == '+' || sign == '-';
    if ((c != 'e' && c != 'E') || at >= scan->text.len ||
        !ascii_is_digit(scan->text.ptr[at])) {
        return;
    }
    int value = 0;
    for (; at < scan->text.len && ascii_is_digit(scan->text.ptr[at]); at++) {
        value = value < 1000 ? value * 10 + (scan->text.ptr[at] - '0') : value;
    }
    *exponent += sign == '-' ? -value : value;
    scan->at = at;
}

static double power_of_ten(int exponent)
{
    static const double powers[EXACT_EXPONENT + 1] = {
        1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    return powers[exponent];
}

bool scan_number(struct scan *scan, double *out)
{
    scan_skip(scan);
    size_t from = scan->at;
    struct digits digits = {0};
    bool negative = peek(scan) == '-';
    scan->at += negative || peek(scan) == '+';
    scan_digits(scan, &digits);
    if (!digits.any) {
        scan->at = from;
        return false;
    }
    scan_exponent(scan, &digits.exponent);
    double value = (double)digits.whole;
    int size = digits.exponent < 0 ? -digits.exponent : digits.exponent;
    if (size > EXACT_EXPONENT) {
        if (!number_read(str_sub(scan->text, from, scan->at), &value) || !isfinite(value)) {
            value = 0;
        }
        *out = value;
        return true;
    }
    value = digits.exponent < 0 ? value / power_of_ten(size) : value * power_of_ten(size);
    *out = negative ? -value : value;
    return true;
}

/* Values */

bool value_number(struct str text, double *out)
{
    struct scan scan = {text, 0};
    double value;
    if (!scan_number(&scan, &value)) {
        return false;
    }
    *out = value;
    return true;
}

bool value_is_percent(struct str text)
{
    return text.len > 0 && text.ptr[text.len - 1] == '%';
}

bool value_fraction(struct str text, double *out)
{
    double value;
    if (!value_number(text, &value)) {
        return false;
    }
    value = value_is_percent(str_trim(text)) ? value / 100 : value;
    *out = value < 0 ? 0 : value > 1 ? 1 : value;
    return true;
}

static double whole_of(const struct measure *measure, enum axis axis)
{
    switch (axis) {
    case AXIS_X: return measure->width;
    case AXIS_Y: return measure->height;
    case AXIS_BOTH: break;
    }
    return sqrt((measure->width * measure->width + measure->height * measure->height) / 2);
}

/* Pixels of one unit; 0: unknown. */
static double unit_size(struct str unit, const struct measure *measure)
{
    const double em = measure->font_size;
    const struct {
        const char *name;
        double size;
    } units[] = {
        {"px", 1},
        {"pt", PIXELS_PER_INCH / 72.0},
        {"pc", 16},
        {"in", PIXELS_PER_INCH},
        {"cm", PIXELS_PER_INCH / 2.54},
        {"mm", PIXELS_PER_INCH / 25.4},
        {"q", PIXELS_PER_INCH / 101.6},
        {"em", em},
        {"rem", 16},
        {"ex", em / 2},
        {"ch", em / 2},
        {"vw", measure->width / 100},
        {"vh", measure->height / 100},
    };
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (str_eq_ignore_case(unit, str_from(units[i].name))) {
            return units[i].size;
        }
    }
    return 0;
}

bool scan_length(struct scan *scan, const struct measure *measure, enum axis axis,
                 double *out)
{
    double value;
    if (!scan_number(scan, &value)) {
        return false;
    }
    if (peek(scan) == '%') {
        scan->at++;
        *out = value / 100 * whole_of(measure, axis);
        return true;
    }
    struct str unit = scan_unit(scan);
    double size = unit.len ? unit_size(unit, measure) : 1;
    if (size > 0) {
        *out = value * size;
    }
    return size > 0;
}

bool value_length(struct str text, const struct measure *measure, enum axis axis,
                  double *out)
{
    struct scan scan = {text, 0};
    double value;
    if (!scan_length(&scan, measure, axis, &value)) {
        return false;
    }
    *out = value;
    return true;
}

bool value_reference(struct str text, struct str *id, struct str *rest)
{
    text = str_trim(text);
    if (!str_eq_ignore_case(str_sub(text, 0, 4), STR("url("))) {
        return false;
    }
    size_t end = str_find_byte(text, ')', 0);
    struct str inside = str_trim(str_sub(text, 4, end));
    if (inside.len >= 2 && (inside.ptr[0] == '"' || inside.ptr[0] == '\'')) {
        inside = str_trim(str_sub(inside, 1, inside.len - 1));
    }
    size_t hash = str_find_byte(inside, '#', 0);
    *id = hash == STR_NONE ? (struct str){0} : str_skip(inside, hash + 1);
    *rest = end == STR_NONE ? (struct str){0} : str_trim(str_skip(text, end + 1));
    return true;
}

/* Transforms */

#define DEGREE 0.017453292519943295

static double angle(struct scan *scan, bool *ok)
{
    double value = 0;
    *ok = scan_number(scan, &value);
    struct str unit = scan_unit(scan);
    return str_is(unit, "rad")    ? value
           : str_is(unit, "turn") ? value * 360 * DEGREE
           : str_is(unit, "grad") ? value * 0.9 * DEGREE
                                  : value * DEGREE;
}

static size_t scan_lengths(struct scan *scan, const struct measure *measure, double *out,
                           size_t most)
{
    size_t count = 0;
    while (count < most &&
           scan_length(scan, measure, count % 2 ? AXIS_Y : AXIS_X, &out[count])) {
        count++;
        scan_skip(scan);
    }
    return count;
}

static bool rotation(struct scan *scan, const struct measure *measure, struct matrix *out)
{
    bool ok;
    double turn = angle(scan, &ok), center[2] = {0, 0};
    size_t count = scan_lengths(scan, measure, center, 2);
    double c = cos(turn), s = sin(turn);
    struct matrix turned = {c, s, -s, c, 0, 0};
    *out = matrix_join(matrix_move(center[0], center[1]),
                       matrix_join(turned, matrix_move(-center[0], -center[1])));
    return ok && count != 1;
}

static bool skewing(struct scan *scan, struct str name, struct matrix *out)
{
    bool ok, ok_y = true;
    double first = tan(angle(scan, &ok)), second = 0;
    if (str_is(name, "skew") && !scan_ended(scan) && peek(scan) != ')') {
        second = tan(angle(scan, &ok_y));
    }
    *out = str_is(name, "skewY") ? (struct matrix){1, first, 0, 1, 0, 0}
                                 : (struct matrix){1, second, first, 1, 0, 0};
    return ok && ok_y;
}

/* Of the transforms by lengths and numbers: what it takes at least, and makes of them. */
static bool moving(struct str name, const double *v, size_t count, struct matrix *out)
{
    double second = count > 1 ? v[1] : 0, equal = count > 1 ? v[1] : v[0];
    if (str_is(name, "matrix") && count == 6) {
        *out = (struct matrix){v[0], v[1], v[2], v[3], v[4], v[5]};
    } else if ((str_is(name, "translate") || str_is(name, "translate3d")) && count) {
        *out = matrix_move(v[0], second);
    } else if (str_is(name, "translateX") && count) {
        *out = matrix_move(v[0], 0);
    } else if (str_is(name, "translateY") && count) {
        *out = matrix_move(0, v[0]);
    } else if ((str_is(name, "scale") || str_is(name, "scale3d")) && count) {
        *out = matrix_scale(v[0], equal);
    } else if (str_is(name, "scaleX") && count) {
        *out = matrix_scale(v[0], 1);
    } else if (str_is(name, "scaleY") && count) {
        *out = matrix_scale(1, v[0]);
    } else {
        return false;
    }
    return true;
}

static bool scan_transform(struct scan *scan, const struct measure *measure,
                           struct matrix *out)
{
    size_t from = scan->at;
    while (ascii_is_alnum(peek(scan))) {
        scan->at++;
    }
    struct str name = str_sub(scan->text, from, scan->at);
    while (ascii_is_space(peek(scan))) {
        scan->at++;
    }
    if (peek(scan) != '(') {
        return false;
    }
    scan->at++;
    bool ok;
    if (str_is(name, "rotate") || str_is(name, "rotateZ")) {
        ok = rotation(scan, measure, out);
    } else if (str_starts(name, "skew")) {
        ok = skewing(scan, name, out);
    } else {
        double values[6];
        ok = moving(name, values, scan_lengths(scan, measure, values, 6), out);
    }
    scan_skip(scan);
    ok = ok && peek(scan) == ')';
    scan->at++;
    return ok;
}

bool value_matrix(struct str text, const struct measure *measure, struct matrix *out)
{
    struct scan scan = {text, 0};
    struct matrix all = MATRIX_IDENTITY, next = MATRIX_IDENTITY;
    while (!scan_ended(&scan)) {
        if (!scan_transform(&scan, measure, &next)) {
            return false;
        }
        all = matrix_join(all, next);
    }
    *out = all;
    return true;
}
