/* Sizes of pictures as browsers take them: HTML's attributes of whole or broken pixels and
 * of percent (HTML, 2.3.4.4), and CSS over them. A length that is not known here counts as
 * none, like one that a browser does not know. */
#include "base/css.h"
#include "doc/doc.h"

#define LENGTH_MOST 1000000 /* of any unit */

/* Of the digits that begin `text`, in thousandths; what they are goes from it. False: none
 * do, or there is a sign. */
static bool take_number(struct str *text, int64_t *out)
{
    int64_t value = 0, part = 1000;
    size_t at = 0, digits = 0;
    for (; at < text->len && ascii_is_digit(text->ptr[at]); at++, digits++) {
        value = value * 10 + (text->ptr[at] - '0') * 1000;
        value = value > LENGTH_MOST * INT64_C(1000) ? LENGTH_MOST * INT64_C(1000) : value;
    }
    if (at < text->len && text->ptr[at] == '.') {
        for (at++; at < text->len && ascii_is_digit(text->ptr[at]); at++, digits++) {
            part /= 10;
            value += (text->ptr[at] - '0') * part;
        }
    }
    *text = str_skip(*text, at);
    *out = value;
    return digits > 0;
}

/* "60", "60.5px", "50%": what stands behind the number matters only if it is a percent. */
static struct asked_length read_attribute(const struct node *node, const char *name)
{
    const struct attribute *attribute = node_attribute(node, name);
    struct str text = attribute ? str_trim_left(attribute->value) : (struct str){0};
    struct asked_length length = {0};
    if (text.len && take_number(&text, &length.thousandths)) {
        length.unit = str_starts(text, "%") ? LENGTH_PERCENT : LENGTH_PIXELS;
    }
    return length;
}

/* In CSS a number other than 0 has a unit. */
static struct asked_length read_css(struct str text)
{
    static const struct {
        const char *name;
        enum length_unit unit;
        int64_t times, part; /* of that unit */
    } units[] = {
        {"px", LENGTH_PIXELS, 1, 1},       {"%", LENGTH_PERCENT, 1, 1},
        {"em", LENGTH_EM, 1, 1},           {"rem", LENGTH_REM, 1, 1},
        {"vw", LENGTH_WINDOW_WIDTH, 1, 1}, {"vh", LENGTH_WINDOW_HEIGHT, 1, 1},
        {"ex", LENGTH_EM, 1, 2},           {"ch", LENGTH_EM, 1, 2},
        {"pt", LENGTH_PIXELS, 4, 3},       {"pc", LENGTH_PIXELS, 16, 1},
        {"in", LENGTH_PIXELS, 96, 1},      {"cm", LENGTH_PIXELS, 9600, 254},
        {"mm", LENGTH_PIXELS, 960, 254},   {"q", LENGTH_PIXELS, 240, 254},
    };
    struct asked_length length = {0};
    if (!take_number(&text, &length.thousandths)) {
        return length;
    }
    if (text.len == 0 && length.thousandths == 0) {
        length.unit = LENGTH_PIXELS;
    }
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (str_eq_ignore_case(text, str_from(units[i].name))) {
            length.unit = units[i].unit;
            length.thousandths = length.thousandths * units[i].times / units[i].part;
        }
    }
    return length;
}

/* Whether a browser knows the value; if not, what was said before stays. `word`: what the
 * property says for no length. */
static bool is_known(struct str value, struct asked_length length, const char *word)
{
    const char *const words[] = {word, "initial", "unset", "revert"};
    return length.unit != LENGTH_AUTO ||
           str_is_among_ignore_case(value, words, sizeof words / sizeof words[0]);
}

#define ZOOM_MOST 100000 /* a hundred times */

/* "50%" or "0.5"; of no size, and by words, nothing is zoomed. */
static void read_zoom(struct str text, uint32_t *zoom)
{
    int64_t number;
    bool said = take_number(&text, &number);
    number /= said && str_is(text, "%") ? 100 : 1;
    if (said && (text.len == 0 || str_is(text, "%"))) {
        *zoom = number > ZOOM_MOST ? ZOOM_MOST : (uint32_t)number;
    }
}

int64_t asked_size_zoom(const struct asked_size *asked, int64_t pixels)
{
    return asked->zoom ? pixels * asked->zoom / 1000 : pixels;
}

/* Parts of what is around stay. */
static void zoom_length(const struct asked_size *asked, struct asked_length *length)
{
    bool zoomed = length->unit == LENGTH_PIXELS || length->unit == LENGTH_EM ||
                  length->unit == LENGTH_REM;
    length->thousandths =
        zoomed ? asked_size_zoom(asked, length->thousandths) : length->thousandths;
}

struct asked_size node_asked_size(const struct node *node)
{
    struct asked_size size = {.width = read_attribute(node, "width"),
                              .height = read_attribute(node, "height")};
    const struct {
        const char *name, *word;
        struct asked_length *length;
    } properties[] = {{"width", "auto", &size.width},
                      {"height", "auto", &size.height},
                      {"max-width", "none", &size.most_width},
                      {"max-height", "none", &size.most_height}};
    const struct attribute *style = node_attribute(node, "style");
    struct css css = {.text = style ? style->value : (struct str){0}};
    struct css_declaration one;
    bool settled[4] = {false};
    while (css_next_declaration(&css, &one)) {
        if (str_eq_ignore_case(one.name, STR("zoom"))) {
            read_zoom(one.value, &size.zoom);
        }
        struct asked_length length = read_css(one.value);
        for (size_t i = 0; i < 4; i++) {
            if (is_known(one.value, length, properties[i].word) &&
                str_eq_ignore_case(one.name, str_from(properties[i].name)) &&
                (one.important || !settled[i])) {
                *properties[i].length = length;
                settled[i] = one.important;
            }
        }
    }
    for (size_t i = 0; i < 4 && size.zoom; i++) {
        zoom_length(&size, properties[i].length);
    }
    return size;
}
