/* Properties to looks: a table row each. A value that is not one leaves the look as the
 * parent's, or as it is at first. */
#include "drawing/look.h"

struct setting {
    struct svg_tree *tree;
    struct look *look;
    const struct look *parent;
    struct measure measure;
};

typedef void set_property(struct setting *setting, struct str value);

static bool is_word(struct str value, const char *word)
{
    return str_eq_ignore_case(value, str_from(word));
}

/* The place of the value in a list of words; `count` when it is none of them. */
static size_t find_word(struct str value, const char *const *words, size_t count)
{
    size_t i = 0;
    while (i < count && !is_word(value, words[i])) {
        i++;
    }
    return i;
}

/* Colours and inks */

static void set_color(struct setting *setting, struct str value)
{
    struct color color;
    if (value_color(value, &color) && !color.current) {
        setting->look->color = color;
    }
}

static void set_ink(struct setting *setting, struct str value, struct ink *ink)
{
    struct str id, rest;
    struct color color;
    if (is_word(value, "none")) {
        *ink = (struct ink){INK_NONE, {0}, false, NULL};
    } else if (is_word(value, "context-fill") || is_word(value, "context-stroke")) {
        bool fill = is_word(value, "context-fill");
        *ink = (struct ink){fill ? INK_CONTEXT_FILL : INK_CONTEXT_STROKE, {0}, false, NULL};
    } else if (value_reference(value, &id, &rest)) {
        bool falls_back = value_color(rest, &color);
        *ink = (struct ink){INK_SERVER, falls_back ? color : (struct color){0}, falls_back,
                            svg_find(setting->tree, id)};
    } else if (value_color(value, &color)) {
        *ink = (struct ink){INK_COLOR, color, false, NULL};
    }
}

static void set_fill(struct setting *setting, struct str value)
{
    set_ink(setting, value, &setting->look->fill);
}

static void set_stroke(struct setting *setting, struct str value)
{
    set_ink(setting, value, &setting->look->stroke);
}

static void set_fill_opacity(struct setting *setting, struct str value)
{
    (void)value_fraction(value, &setting->look->fill_opacity);
}

static void set_stroke_opacity(struct setting *setting, struct str value)
{
    (void)value_fraction(value, &setting->look->stroke_opacity);
}

static void set_fill_rule(struct setting *setting, struct str value)
{
    setting->look->fill_even_odd = is_word(value, "evenodd");
}

static void set_clip_rule(struct setting *setting, struct str value)
{
    setting->look->clip_even_odd = is_word(value, "evenodd");
}

static void set_paint_order(struct setting *setting, struct str value)
{
    setting->look->stroke_first =
        str_starts(value, "stroke") || str_is(value, "markers stroke");
}

/* Strokes */

static void set_length(struct setting *setting, struct str value, double *out)
{
    double length;
    if (value_length(value, &setting->measure, AXIS_BOTH, &length)) {
        *out = length;
    }
}

static void set_stroke_width(struct setting *setting, struct str value)
{
    double width = setting->look->stroke_width;
    set_length(setting, value, &width);
    setting->look->stroke_width = width >= 0 ? width : setting->look->stroke_width;
}

static void set_miter_limit(struct setting *setting, struct str value)
{
    double limit;
    if (value_number(value, &limit) && limit >= 1) {
        setting->look->miter_limit = limit;
    }
}

static void set_cap(struct setting *setting, struct str value)
{
    static const char *const words[] = {"butt", "round", "square"};
    size_t found = find_word(value, words, 3);
    setting->look->cap = found < 3 ? (enum drawing_cap)found : setting->look->cap;
}

static void set_join(struct setting *setting, struct str value)
{
    static const char *const words[] = {"miter", "round", "bevel"};
    size_t found = find_word(value, words, 3);
    setting->look->join = found < 3 ? (enum drawing_join)found : setting->look->join;
}

static void set_dash_offset(struct setting *setting, struct str value)
{
    set_length(setting, value, &setting->look->dash_offset);
}

static void set_dashes(struct setting *setting, struct str value)
{
    struct scan scan = {value, 0};
    double *dashes = NULL, sum = 0, length;
    size_t count = 0, room = 0;
    setting->look->dashes = NULL;
    setting->look->dash_count = 0;
    while (!scan_ended(&scan)) {
        if (!scan_length(&scan, &setting->measure, AXIS_BOTH, &length) || length < 0 ||
            !svg_spend(setting->tree, 1) ||
            !arena_grow(setting->tree->arena, &dashes, count, &room, sizeof *dashes)) {
            return;
        }
        dashes[count++] = length;
        sum += length;
    }
    if (sum > 0) {
        setting->look->dashes = dashes;
        setting->look->dash_count = count;
    }
}

static struct svg_node *find_node(const struct setting *setting, struct str value,
                                  enum svg_tag tag)
{
    struct str id, rest;
    struct svg_node *node =
        value_reference(value, &id, &rest) ? svg_find(setting->tree, id) : NULL;
    return node && node->tag == tag ? node : NULL;
}

static void set_marker_start(struct setting *setting, struct str value)
{
    setting->look->marker_start = find_node(setting, value, SVG_MARKER);
}

static void set_marker_mid(struct setting *setting, struct str value)
{
    setting->look->marker_mid = find_node(setting, value, SVG_MARKER);
}

static void set_marker_end(struct setting *setting, struct str value)
{
    setting->look->marker_end = find_node(setting, value, SVG_MARKER);
}

static void set_vector_effect(struct setting *setting, struct str value)
{
    setting->look->fixed_stroke = is_word(value, "non-scaling-stroke");
}

/* Showing */

static void set_display(struct setting *setting, struct str value)
{
    setting->look->displayed = !is_word(value, "none");
}

static void set_visibility(struct setting *setting, struct str value)
{
    setting->look->visible = is_word(value, "visible");
}

static void set_opacity(struct setting *setting, struct str value)
{
    (void)value_fraction(value, &setting->look->opacity);
}

static void set_clip(struct setting *setting, struct str value)
{
    bool shape = str_find_byte(value, '(', 0) != STR_NONE && !str_starts(value, "url(");
    setting->look->clip = find_node(setting, value, SVG_CLIP_PATH);
    setting->tree->lacks[LACK_CLIP] = setting->tree->lacks[LACK_CLIP] || shape;
}

static void set_mask(struct setting *setting, struct str value)
{
    setting->look->mask = find_node(setting, value, SVG_MASK);
}

static void set_filter(struct setting *setting, struct str value)
{
    setting->look->filtered = value.len && !is_word(value, "none");
}

static void set_direction_of_lines(struct setting *setting, struct str value)
{
    bool vertical = str_starts(value, "tb") || str_starts(value, "vertical") ||
                    str_starts(value, "sideways");
    setting->tree->lacks[LACK_VERTICAL] = setting->tree->lacks[LACK_VERTICAL] || vertical;
}

static void set_isolation(struct setting *setting, struct str value)
{
    setting->look->isolated = is_word(value, "isolate");
}

static void set_overflow(struct setting *setting, struct str value)
{
    setting->look->overflows = is_word(value, "visible") || is_word(value, "auto");
}

static void set_blend(struct setting *setting, struct str value)
{
    static const char *const words[] = {
        "normal",      "multiply",   "screen",     "overlay",    "darken",     "lighten",
        "color-dodge", "color-burn", "hard-light", "soft-light", "difference", "exclusion",
        "hue",         "saturation", "color",      "luminosity"};
    size_t count = sizeof words / sizeof words[0], found = find_word(value, words, count);
    setting->look->blend = found < count ? (enum drawing_blend)found : BLEND_NORMAL;
}

/* Text */

static void set_role(struct setting *setting, struct str value)
{
    static const struct {
        const char *part;
        enum font_role role;
    } parts[] = {
        {"mono", FONT_MONO},     {"courier", FONT_MONO},    {"consol", FONT_MONO},
        {"menlo", FONT_MONO},    {"code", FONT_MONO},       {"sans", FONT_SANS},
        {"serif", FONT_SERIF},   {"times", FONT_SERIF},     {"georgia", FONT_SERIF},
        {"roman", FONT_SERIF},   {"garamond", FONT_SERIF},  {"palatino", FONT_SERIF},
        {"cambria", FONT_SERIF}, {"libertine", FONT_SERIF}, {"gentium", FONT_SERIF},
    };
    char lower[200];
    size_t len = value.len < sizeof lower ? value.len : sizeof lower;
    for (size_t i = 0; i < len; i++) {
        lower[i] = ascii_lower(value.ptr[i]);
    }
    setting->look->role = FONT_SANS;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (str_find(str_make(lower, len), str_from(parts[i].part), 0) != STR_NONE) {
            setting->look->role = parts[i].role;
            return;
        }
    }
}

static void set_font_size(struct setting *setting, struct str value)
{
    static const char *const words[] = {"xx-small", "x-small", "small",    "medium",
                                        "large",    "x-large", "xx-large", "xxx-large"};
    static const double sizes[] = {9, 10, 13, 16, 18, 24, 32, 48};
    struct measure measure = setting->measure;
    double size, parent = setting->parent->font_size;
    size_t found = find_word(value, words, sizeof words / sizeof words[0]);
    measure.font_size = measure.width = measure.height = parent;
    if (found < sizeof sizes / sizeof sizes[0]) {
        setting->look->font_size = sizes[found];
    } else if (is_word(value, "smaller") || is_word(value, "larger")) {
        setting->look->font_size = is_word(value, "larger") ? parent * 1.2 : parent / 1.2;
    } else if (value_length(value, &measure, AXIS_BOTH, &size) && size >= 0) {
        setting->look->font_size = size;
    }
    setting->measure.font_size = setting->look->font_size;
}

static void set_weight(struct setting *setting, struct str value)
{
    double weight = 0;
    setting->look->bold = is_word(value, "bold") || is_word(value, "bolder") ||
                          (value_number(value, &weight) && weight >= 600);
}

static void set_style(struct setting *setting, struct str value)
{
    setting->look->italic = is_word(value, "italic") || str_starts(value, "oblique");
}

/* "italic bold 12px/1.5 family": the size is the first word that begins with a digit. */
static void set_font(struct setting *setting, struct str value)
{
    struct scan scan = {value, 0};
    setting->look->bold = setting->look->italic = false;
    while (!scan_ended(&scan)) {
        size_t from = scan.at;
        while (scan.at < value.len && !ascii_is_space(value.ptr[scan.at])) {
            scan.at++;
        }
        struct str word = str_sub(value, from, scan.at);
        double number;
        bool weight = word.len == 3 && value_number(word, &number) && word.ptr[1] == '0';
        if (is_word(word, "bold") || weight) {
            set_weight(setting, word);
        } else if (is_word(word, "italic") || is_word(word, "oblique")) {
            setting->look->italic = true;
        } else if (ascii_is_digit(word.ptr[0]) || word.ptr[0] == '.') {
            set_font_size(setting, str_sub(word, 0, str_find_byte(word, '/', 0)));
            set_role(setting, str_skip(value, scan.at));
            return;
        }
    }
}

static void set_letter_spacing(struct setting *setting, struct str value)
{
    setting->look->letter_spacing = 0;
    set_length(setting, value, &setting->look->letter_spacing);
}

static void set_anchor(struct setting *setting, struct str value)
{
    static const char *const words[] = {"start", "middle", "end"};
    size_t found = find_word(value, words, 3);
    setting->look->anchor = found < 3 ? (enum text_anchor)found : setting->look->anchor;
}

static void set_baseline(struct setting *setting, struct str value)
{
    static const struct {
        const char *word;
        enum baseline baseline;
    } words[] = {
        {"middle", BASELINE_MIDDLE},        {"central", BASELINE_CENTRAL},
        {"mathematical", BASELINE_CENTRAL}, {"hanging", BASELINE_HANGING},
        {"text-before-edge", BASELINE_TOP}, {"text-top", BASELINE_TOP},
        {"before-edge", BASELINE_TOP},      {"text-after-edge", BASELINE_BOTTOM},
        {"text-bottom", BASELINE_BOTTOM},   {"ideographic", BASELINE_BOTTOM},
    };
    setting->look->baseline = BASELINE_ALPHABETIC;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (is_word(value, words[i].word)) {
            setting->look->baseline = words[i].baseline;
        }
    }
}

static void set_shift(struct setting *setting, struct str value)
{
    double size = setting->look->font_size;
    struct measure measure = {size, size, size};
    setting->look->shift = is_word(value, "sub")     ? -size / 5
                           : is_word(value, "super") ? size / 3
                                                     : 0;
    (void)value_length(value, &measure, AXIS_BOTH, &setting->look->shift);
}

static void set_decoration(struct setting *setting, struct str value)
{
    setting->look->underline = str_find(value, STR("underline"), 0) != STR_NONE;
    setting->look->strike = str_find(value, STR("line-through"), 0) != STR_NONE;
}

static void set_direction(struct setting *setting, struct str value)
{
    setting->look->right_to_left = is_word(value, "rtl");
}

static void set_white_space(struct setting *setting, struct str value)
{
    setting->look->preserve = str_starts(value, "pre") || is_word(value, "break-spaces");
}

static void set_space(struct setting *setting, struct str value)
{
    setting->look->preserve = is_word(value, "preserve");
}

static void set_language(struct setting *setting, struct str value)
{
    setting->look->language = value;
}

/* In the order in which they are set: sizes of fonts before what is relative to them. */
static const struct {
    enum svg_name name;
    set_property *set;
} properties[] = {
    {NAME_FONT, set_font},
    {NAME_FONT_SIZE, set_font_size},
    {NAME_FONT_FAMILY, set_role},
    {NAME_FONT_WEIGHT, set_weight},
    {NAME_FONT_STYLE, set_style},
    {NAME_LETTER_SPACING, set_letter_spacing},
    {NAME_TEXT_ANCHOR, set_anchor},
    {NAME_DOMINANT_BASELINE, set_baseline},
    {NAME_BASELINE_SHIFT, set_shift},
    {NAME_TEXT_DECORATION, set_decoration},
    {NAME_TEXT_DECORATION_LINE, set_decoration},
    {NAME_DIRECTION, set_direction},
    {NAME_SPACE, set_space},
    {NAME_WHITE_SPACE, set_white_space},
    {NAME_LANG, set_language},
    {NAME_COLOR, set_color},
    {NAME_FILL, set_fill},
    {NAME_FILL_OPACITY, set_fill_opacity},
    {NAME_FILL_RULE, set_fill_rule},
    {NAME_CLIP_RULE, set_clip_rule},
    {NAME_STROKE, set_stroke},
    {NAME_STROKE_OPACITY, set_stroke_opacity},
    {NAME_STROKE_WIDTH, set_stroke_width},
    {NAME_STROKE_MITERLIMIT, set_miter_limit},
    {NAME_STROKE_LINECAP, set_cap},
    {NAME_STROKE_LINEJOIN, set_join},
    {NAME_STROKE_DASHARRAY, set_dashes},
    {NAME_STROKE_DASHOFFSET, set_dash_offset},
    {NAME_PAINT_ORDER, set_paint_order},
    {NAME_MARKER_START, set_marker_start},
    {NAME_MARKER_MID, set_marker_mid},
    {NAME_MARKER_END, set_marker_end},
    {NAME_VECTOR_EFFECT, set_vector_effect},
    {NAME_DISPLAY, set_display},
    {NAME_VISIBILITY, set_visibility},
    {NAME_OPACITY, set_opacity},
    {NAME_CLIP_PATH, set_clip},
    {NAME_MASK, set_mask},
    {NAME_FILTER, set_filter},
    {NAME_WRITING_MODE, set_direction_of_lines},
    {NAME_ISOLATION, set_isolation},
    {NAME_OVERFLOW, set_overflow},
    {NAME_MIX_BLEND_MODE, set_blend},
};

struct look look_initial(void)
{
    return (struct look){
        .color = {.alpha = 1},
        .fill = {.kind = INK_COLOR, .color = {.alpha = 1}},
        .fill_opacity = 1,
        .stroke_opacity = 1,
        .visible = true,
        .stroke_width = 1,
        .miter_limit = 4,
        .font_size = 16,
        .role = FONT_SERIF,
    };
}

static bool is_left_to_parent(struct str value)
{
    static const char *const words[] = {"inherit", "unset", "revert"};
    return find_word(value, words, 3) < 3;
}

struct look look_of(struct svg_tree *tree, const struct look *parent,
                    const struct svg_node *node, const struct measure *measure)
{
    struct look look = *parent;
    struct setting setting = {tree, &look, parent, *measure};
    (void)svg_spend(tree, svg_cost(node));
    setting.measure.font_size = parent->font_size;
    look.displayed = true;
    look.filtered = look.isolated = look.overflows = look.fixed_stroke = false;
    look.opacity = 1;
    look.blend = BLEND_NORMAL;
    look.clip = look.mask = NULL;
    look.shift = 0;
    for (size_t i = 0; i < sizeof properties / sizeof properties[0]; i++) {
        for (size_t k = 0; k < node->attribute_count; k++) {
            struct str value = node->attributes[k].value;
            if (node->attributes[k].name == properties[i].name &&
                !is_left_to_parent(value)) {
                properties[i].set(&setting, value);
            }
        }
    }
    return look;
}
