/* Markers: what a browser would print before each item of a list. The number is counted as
 * HTML says (4.4.5 "The ol element", 4.4.8 "The li element"), the style found as CSS finds
 * it: an element's `style`, its `type`, what is usual for its list. Relies on lists to hold
 * items alone; attributes are read where they stand, so that nothing is stored twice. */
#include "doc/doc.h"

#include "base/buf.h"
#include "base/css.h"

struct style_row {
    const char *name; /* as CSS names it; the first of a style is the one to print */
    enum marker_style style;
};

static const struct style_row styles[] = {
    {"none", MARKER_NONE},
    {"disc", MARKER_DISC},
    {"circle", MARKER_CIRCLE},
    {"square", MARKER_SQUARE},
    {"decimal", MARKER_DECIMAL},
    {"decimal-leading-zero", MARKER_LEADING_ZERO},
    {"lower-alpha", MARKER_LOWER_ALPHA},
    {"lower-latin", MARKER_LOWER_ALPHA},
    {"upper-alpha", MARKER_UPPER_ALPHA},
    {"upper-latin", MARKER_UPPER_ALPHA},
    {"lower-roman", MARKER_LOWER_ROMAN},
    {"upper-roman", MARKER_UPPER_ROMAN},
    {"lower-greek", MARKER_LOWER_GREEK},
};

static const struct style_row letters[] = {
    {"1", MARKER_DECIMAL},     {"a", MARKER_LOWER_ALPHA}, {"A", MARKER_UPPER_ALPHA},
    {"i", MARKER_LOWER_ROMAN}, {"I", MARKER_UPPER_ROMAN},
};

const char *marker_style_name(enum marker_style style)
{
    for (size_t i = 0; i < sizeof styles / sizeof styles[0]; i++) {
        if (styles[i].style == style) {
            return styles[i].name;
        }
    }
    return NULL;
}

char marker_style_letter(enum marker_style style)
{
    for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
        if (letters[i].style == style) {
            return letters[i].name[0];
        }
    }
    return '\0';
}

/* The style of that name among the first `count` of CSS's. */
static bool find_style(struct str name, size_t count, enum marker_style *out)
{
    for (size_t i = 0; i < count; i++) {
        if (str_eq_ignore_case(name, str_from(styles[i].name))) {
            *out = styles[i].style;
            return true;
        }
    }
    return false;
}

/* Styles in CSS */

static void read_type(struct str word, struct marker *marker)
{
    bool quoted = word.len >= 2 && (word.ptr[0] == '"' || word.ptr[0] == '\'') &&
                  word.ptr[word.len - 1] == word.ptr[0];
    if (quoted) {
        marker->style = MARKER_TEXT;
        marker->text = str_sub(word, 1, word.len - 1);
    } else if (!find_style(word, sizeof styles / sizeof styles[0], &marker->style)) {
        marker->style = MARKER_DECIMAL; /* as counter styles that nobody defines */
    }
}

/* What a shorthand leaves out is set to its first value: a disc. */
static void read_shorthand(struct str value, struct marker *marker)
{
    struct css css = {.text = value};
    marker->style = MARKER_DISC;
    while (css.at < value.len) {
        size_t from = css.at;
        while (css.at < value.len && !ascii_is_space(css_peek(&css, 0))) {
            bool group = css_peek(&css, 0) == '(';
            css_skip_token(&css);
            if (group) {
                css_skip_group(&css);
            }
        }
        struct str word = str_sub(value, from, css.at);
        bool place = str_eq_ignore_case(word, STR("inside")) ||
                     str_eq_ignore_case(word, STR("outside"));
        if (word.len && !place && !str_starts(word, "url(")) {
            read_type(word, marker);
        }
        css.at++;
    }
}

static void read_css(struct str text, struct marker *marker)
{
    struct css css = {.text = text};
    struct css_declaration one;
    while (css_next_declaration(&css, &one)) {
        if (str_eq_ignore_case(one.name, STR("list-style-type"))) {
            read_type(one.value, marker);
        } else if (str_eq_ignore_case(one.name, STR("list-style"))) {
            read_shorthand(one.value, marker);
        }
    }
}

/* `type` of ol knows letters alone, that of ul the first rows alone, that of li both. */
static void read_own_style(const struct node *node, struct marker *marker)
{
    const struct attribute *type = node_attribute(node, "type");
    const struct attribute *css = node_attribute(node, "style");
    bool ordered = node->kind == NODE_LIST && node->ordered;
    bool bullet = node->kind == NODE_LIST && !ordered;
    for (size_t i = 0; type && !bullet && i < sizeof letters / sizeof letters[0]; i++) {
        if (str_is(type->value, letters[i].name)) {
            marker->style = letters[i].style;
        }
    }
    if (type && !ordered) {
        (void)find_style(type->value, 4, &marker->style);
    }
    if (css) {
        read_css(css->value, marker);
    }
}

/* Bullets go by how many lists are around: disc, circle, square. */
static enum marker_style usual_style(const struct node *list)
{
    static const enum marker_style bullets[] = {MARKER_DISC, MARKER_CIRCLE, MARKER_SQUARE};
    if (list->ordered) {
        return MARKER_DECIMAL;
    }
    size_t around = 0;
    for (const struct node *node = list->parent; node && around < 2; node = node->parent) {
        around += node->kind == NODE_LIST;
    }
    return bullets[around];
}

struct marker list_style(const struct node *list, bool *own)
{
    struct marker usual = {.style = usual_style(list)}, marker = usual;
    read_own_style(list, &marker);
    *own = marker.style != usual.style;
    return marker;
}

bool item_style(const struct node *item, struct marker *marker)
{
    enum marker_style before = marker->style;
    read_own_style(item, marker);
    return marker->style != before;
}

/* Numbers */

/* HTML, 2.3.4.1: white space, a sign, digits; what follows counts for nothing. */
static bool read_integer(const struct attribute *attribute, int64_t *out)
{
    struct str text = attribute ? str_trim_left(attribute->value) : (struct str){0};
    bool negative = text.len && text.ptr[0] == '-';
    text = str_skip(text, negative || (text.len && text.ptr[0] == '+'));
    int64_t number = 0;
    for (size_t i = 0; i < text.len && ascii_is_digit(text.ptr[i]); i++) {
        number = number * 10 + (text.ptr[i] - '0');
        if (number > INT32_MAX) {
            return false;
        }
    }
    if (text.len == 0 || !ascii_is_digit(text.ptr[0])) {
        return false;
    }
    *out = negative ? -number : number;
    return true;
}

static bool is_reversed(const struct node *list)
{
    return list->ordered && node_attribute(list, "reversed");
}

int64_t list_start(const struct node *list)
{
    int64_t start = 1;
    if (!list->ordered) {
        return 1;
    }
    if (read_integer(node_attribute(list, "start"), &start)) {
        return start;
    }
    if (!is_reversed(list)) {
        return node_number(list);
    }
    start = 0;
    for (const struct node *item = list->first; item; item = item->next) {
        start += !item->unmarked;
    }
    return start;
}

bool item_value(const struct node *item, int64_t *out)
{
    return read_integer(node_attribute(item, "value"), out);
}

void list_count_init(struct list_count *count, const struct node *list)
{
    bool own;
    *count = (struct list_count){.marker = list_style(list, &own),
                                 .step = is_reversed(list) ? -1 : 1,
                                 .next = list_start(list)};
}

struct marker list_count_item(struct list_count *count, const struct node *item)
{
    struct marker marker = count->marker;
    if (item->unmarked) {
        marker.style = MARKER_NONE;
        return marker;
    }
    (void)item_value(item, &count->next);
    marker.number = count->next;
    (void)item_style(item, &marker);
    int64_t next = count->next + count->step;
    count->next = next > INT32_MAX ? INT32_MAX : next < INT32_MIN ? INT32_MIN : next;
    return marker;
}

/* Texts */

/* Digits of a system without zero, as a, b, … z, aa. */
static void add_letters(struct buf *out, int64_t number, const char *const *names,
                        int64_t count)
{
    size_t digits[40], used = 0;
    for (; number > 0 && used < sizeof digits / sizeof digits[0]; number /= count) {
        number--;
        digits[used++] = (size_t)(number % count);
    }
    while (used > 0) {
        buf_add_text(out, names[digits[--used]]);
    }
}

static void add_latin(struct buf *out, int64_t number, char first)
{
    char text[26][2];
    const char *names[26];
    for (int i = 0; i < 26; i++) {
        text[i][0] = (char)(first + i);
        text[i][1] = '\0';
        names[i] = text[i];
    }
    add_letters(out, number, names, 26);
}

static void add_greek(struct buf *out, int64_t number)
{
    static const char *const names[] = {"α", "β", "γ", "δ", "ε", "ζ", "η", "θ",
                                        "ι", "κ", "λ", "μ", "ν", "ξ", "ο", "π",
                                        "ρ", "σ", "τ", "υ", "φ", "χ", "ψ", "ω"};
    add_letters(out, number, names, sizeof names / sizeof names[0]);
}

static void add_roman(struct buf *out, int64_t number, bool upper)
{
    static const struct {
        int64_t value;
        const char *lower, *upper;
    } rows[] = {{1000, "m", "M"}, {900, "cm", "CM"}, {500, "d", "D"}, {400, "cd", "CD"},
                {100, "c", "C"},  {90, "xc", "XC"},  {50, "l", "L"},  {40, "xl", "XL"},
                {10, "x", "X"},   {9, "ix", "IX"},   {5, "v", "V"},   {4, "iv", "IV"},
                {1, "i", "I"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        for (; number >= rows[i].value; number -= rows[i].value) {
            buf_add_text(out, upper ? rows[i].upper : rows[i].lower);
        }
    }
}

/* Letters begin with 1, Roman numerals end with 3999; beyond, digits take their place. */
static enum marker_style style_in_range(struct marker marker)
{
    bool letter = marker.style == MARKER_LOWER_ALPHA ||
                  marker.style == MARKER_UPPER_ALPHA || marker.style == MARKER_LOWER_GREEK;
    bool roman = marker.style == MARKER_LOWER_ROMAN || marker.style == MARKER_UPPER_ROMAN;
    bool out = (letter || roman) && marker.number < 1;
    return out || (roman && marker.number > 3999) ? MARKER_DECIMAL : marker.style;
}

static void add_number(struct buf *out, struct marker marker)
{
    long long number = (long long)marker.number;
    switch (style_in_range(marker)) {
    case MARKER_NONE:
    case MARKER_DISC:
    case MARKER_CIRCLE:
    case MARKER_SQUARE:
    case MARKER_TEXT: break; /* no number */
    case MARKER_DECIMAL: buf_add_format(out, "%lld", number); break;
    case MARKER_LEADING_ZERO: buf_add_format(out, "%02lld", number); break;
    case MARKER_LOWER_ALPHA: add_latin(out, number, 'a'); break;
    case MARKER_UPPER_ALPHA: add_latin(out, number, 'A'); break;
    case MARKER_LOWER_ROMAN: add_roman(out, number, false); break;
    case MARKER_UPPER_ROMAN: add_roman(out, number, true); break;
    case MARKER_LOWER_GREEK: add_greek(out, number); break;
    }
}

bool marker_is_number(struct marker marker)
{
    return marker.style >= MARKER_DECIMAL && marker.style < MARKER_TEXT;
}

void marker_write(struct marker marker, struct buf *out)
{
    static const char *const bullets[] = {
        [MARKER_DISC] = "•", [MARKER_CIRCLE] = "◦", [MARKER_SQUARE] = "■"};
    if (marker.style == MARKER_TEXT) {
        buf_add(out, str_trim(marker.text));
    } else if (marker_is_number(marker)) {
        add_number(out, marker);
        buf_add_byte(out, '.');
    } else if (marker.style != MARKER_NONE) {
        buf_add_text(out, bullets[marker.style]);
    }
}
