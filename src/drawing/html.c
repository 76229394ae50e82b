/* Text in HTML within a drawing (foreignObject), as makers of diagrams write their labels:
 * its words in the looks that style sheets give them, in lines as wide as their place, in
 * the middle of its height, on the ground that the last of them asks for. Boxes, lists and
 * pictures are not set. */
#include "drawing/words.h"

#include "base/budget.h"
#include "text/text.h"

#define SIZE SP_PT(100)     /* of text that is as large as its label's */
#define LINE_HEIGHT 1.4     /* of the size */
#define MAY_BE_WIDER 1.3    /* than its place: then it is drawn smaller, not broken */
#define FIRST_BASELINE 1.04 /* from the top of a line, of the size */

/* Words in one look, or the end of a line. */
struct label_part {
    struct str text;
    const struct look *look; /* NULL: a line ends */
};

struct label {
    struct builder *builder;
    const struct measure *measure;
    struct label_part *parts;
    size_t count, room;
    bool after_space, centered;
    double size; /* of the first words */
    struct color ground;
};

/* Gathering */

static bool is_block(struct str tag)
{
    static const char *const blocks[] = {"div", "p",  "li", "ul", "ol",    "h1",   "h2",
                                         "h3",  "h4", "h5", "tr", "table", "body", "br"};
    return str_is_among(tag, blocks, sizeof blocks / sizeof blocks[0]);
}

static void add_part(struct label *label, struct str text, const struct look *look)
{
    bool twice = !look && (label->count == 0 || !label->parts[label->count - 1].look);
    if (!twice && arena_grow(label->builder->scratch, &label->parts, label->count,
                             &label->room, sizeof *label->parts)) {
        label->parts[label->count++] = (struct label_part){text, look};
    }
    label->after_space = label->after_space || !look;
    label->size = label->size > 0 || !look ? label->size : look->font_size;
}

static void add_words(struct label *label, struct str text, const struct look *look)
{
    struct buf out = {.kept_in = label->builder->scratch};
    (void)svg_spend(label->builder->tree, 1 + text.len);
    for (size_t i = 0; i < text.len; i++) {
        bool space = ascii_is_space(text.ptr[i]);
        if (!space || !label->after_space) {
            buf_add_byte(&out, space ? ' ' : text.ptr[i]);
        }
        label->after_space = space;
    }
    if (out.len) {
        add_part(label, arena_take(label->builder->scratch, &out), look);
    }
}

static struct look html_look(struct label *label, const struct svg_node *node,
                             const struct look *outer)
{
    struct str tag = node->text;
    struct look look = look_of(label->builder->tree, outer, node, label->measure);
    look.bold = look.bold || str_is(tag, "b") || str_is(tag, "strong");
    look.italic = look.italic || str_is(tag, "i") || str_is(tag, "em");
    look.role = str_is(tag, "code") || str_is(tag, "pre") ? FONT_MONO : look.role;
    look.fill = (struct ink){.kind = INK_COLOR, .color = look.color};
    look.stroke = (struct ink){.kind = INK_NONE};
    label->builder->lacks[LACK_HTML] =
        label->builder->lacks[LACK_HTML] || str_is(tag, "img") || str_is(tag, "table");
    (void)value_color(svg_value(node, NAME_BACKGROUND), &label->ground);
    (void)value_color(svg_value(node, NAME_BACKGROUND_COLOR), &label->ground);
    if (svg_has(node, NAME_TEXT_ALIGN)) {
        label->centered = str_is(svg_value(node, NAME_TEXT_ALIGN), "center");
    }
    return look;
}

static void gather(struct label *label, const struct svg_node *node,
                   const struct look *outer)
{
    if (node->tag == SVG_CHARACTERS) {
        add_words(label, node->text, outer);
        return;
    }
    if (node->tag != SVG_HTML || !svg_spend(label->builder->tree, 4)) {
        return;
    }
    struct look *look = ARENA_NEW(label->builder->scratch, struct look);
    if (!look) {
        return;
    }
    *look = html_look(label, node, outer);
    if (!look->displayed) {
        return;
    }
    bool block = is_block(node->text);
    if (block) {
        add_part(label, (struct str){0}, NULL);
    }
    for (const struct svg_node *child = node->first;
         child && svg_spend(label->builder->tree, 1); child = child->next) {
        gather(label, child, look);
    }
    if (block) {
        add_part(label, (struct str){0}, NULL);
    }
}

/* Setting */

static bool make_spans(struct label *label, struct text_span **spans, size_t *count)
{
    struct arena *arena = label->builder->scratch;
    struct text_style *styles = ARENA_ARRAY(arena, struct text_style, label->count);
    *spans = ARENA_ARRAY(arena, struct text_span, label->count);
    *count = label->count;
    while (*count > 0 && !label->parts[*count - 1].look) {
        (*count)--;
    }
    for (size_t i = 0; i < *count && styles && *spans; i++) {
        const struct label_part *part = &label->parts[i];
        const struct look *look = part->look;
        styles[i].size = SIZE;
        if (look) {
            double part_size = fmin(fmax(look->font_size / label->size, 0.1), 10);
            styles[i] = (struct text_style){.role = look->role,
                                            .bold = look->bold,
                                            .italic = look->italic,
                                            .size = (sp)(part_size * SIZE),
                                            .language = look->language};
        }
        (*spans)[i] = (struct text_span){.kind = look ? SPAN_TEXT : SPAN_BREAK,
                                         .style = &styles[i],
                                         .text = part->text,
                                         .context = (uint32_t)i,
                                         .of.place = label->builder->place};
    }
    return styles && *spans && *count > 0;
}

/* All ends of a line that the places before it allow are weighed. */
static bool spend_on_lines(struct label *label, double measure)
{
    size_t bytes = 0;
    for (size_t i = 0; i < label->count; i++) {
        bytes += label->parts[i].text.len;
    }
    double of_a_line = fmin(measure / (SIZE * 0.25), (double)bytes);
    return svg_spend(label->builder->tree, bytes + (size_t)(of_a_line / 64) * bytes);
}

static void paint_line(struct label *label, const struct frame *frame,
                       const struct line *line, double scale, double y)
{
    for (uint32_t i = 0; i < line->count; i++) {
        const struct piece *piece = &line->pieces[i];
        const struct look *look = label->parts[piece->context].look;
        struct outline *outline = outline_take(label->builder);
        if (outline && look && svg_spend(label->builder->tree, 8)) {
            struct frame own = *frame;
            own.look = *look;
            own.matrix = matrix_join(frame->matrix, matrix_move(0, y));
            struct sight sight = {own.matrix, own.seen};
            words_add_piece(outline, piece, scale, &sight);
            (void)svg_spend(label->builder->tree, outline->verb_count);
            build_outline(label->builder, &own, outline,
                          outline_bounds(outline, MATRIX_IDENTITY));
        }
        outline_give_back(label->builder, outline);
    }
}

/* In lines as wide as `room`, which are drawn smaller where they hardly fit. */
static void set_label(struct label *label, const struct frame *frame, struct bounds room)
{
    struct builder *builder = label->builder;
    struct text_span *spans;
    struct text_extent extent;
    struct lines lines = {0};
    size_t count;
    double scale = label->size / SIZE, width = (room.right - room.left) / scale;
    if (!make_spans(label, &spans, &count)) {
        return;
    }
    if (!text_measure(builder->engine, spans, count, TEXT_BY_LETTER, &extent,
                      builder->report)) {
        builder->scratch->failed = true;
        return;
    }
    double wider = extent.natural / fmax(width, 1);
    if (wider > 1 && wider < MAY_BE_WIDER) {
        scale /= wider;
        width *= wider;
    }
    struct paragraph_format format = {
        .measure = (sp)fmin(fmax(width + 2, SP_PER_PT), SP_MAX),
        .align = label->centered ? TEXT_CENTER : TEXT_LEFT,
    };
    if (!spend_on_lines(label, format.measure)) {
        return;
    }
    struct arena own; /* as in words.c, not of the drawing's share */
    arena_init_within(&own, 0, builder->scratch->budget->whole);
    if (!text_break(builder->engine, &own, spans, count, &format, &lines,
                    builder->report)) {
        builder->scratch->failed = true;
    }
    double size = scale * SIZE, height = size * LINE_HEIGHT * (double)lines.count;
    double y = fmax((room.top + room.bottom - height) / 2, room.top);
    struct frame inside = *frame;
    inside.matrix = matrix_join(frame->matrix, matrix_move(room.left, y));
    for (size_t i = 0; i < lines.count && building_goes_on(builder); i++) {
        paint_line(label, &inside, &lines.items[i], scale,
                   size * (LINE_HEIGHT * (double)i + FIRST_BASELINE));
    }
    arena_clear(&own);
}

static void paint_ground(struct label *label, const struct frame *frame, struct bounds room)
{
    struct outline *outline = outline_take(label->builder);
    if (outline && label->ground.alpha > 0) {
        struct frame own = *frame;
        own.look.fill = (struct ink){.kind = INK_COLOR, .color = label->ground};
        own.look.stroke = (struct ink){.kind = INK_NONE};
        outline_rectangle(outline, room, 0, 0);
        build_outline(label->builder, &own, outline, room);
    }
    outline_give_back(label->builder, outline);
}

void build_html(struct builder *builder, const struct frame *frame, struct svg_node *node)
{
    const struct measure *measure = &frame->measure;
    double x = node_length(node, NAME_X, measure, AXIS_X, 0);
    double y = node_length(node, NAME_Y, measure, AXIS_Y, 0);
    double width = node_length(node, NAME_WIDTH, measure, AXIS_X, 0);
    double height = node_length(node, NAME_HEIGHT, measure, AXIS_Y, 0);
    struct label label = {.builder = builder, .measure = measure, .after_space = true};
    if (!builder->engine || builder->clipping || !(width > 0) || !(height > 0)) {
        return;
    }
    for (const struct svg_node *child = node->first; child; child = child->next) {
        gather(&label, child, &frame->look);
    }
    struct bounds room = {x, y, x + width, y + height};
    if (label.count > 0 && label.size > 0) {
        paint_ground(&label, frame, room);
        set_label(&label, frame, room);
    }
}
