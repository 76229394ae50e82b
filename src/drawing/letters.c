/* Gathers the text of an element: white space collapses as in HTML, and each letter takes
 * its place from the lists of the elements that it stands in, the innermost first. */
#include "drawing/words.h"

#include "base/utf8.h"

#define PLACE_COUNT 5

/* x, y, dx, dy and rotate of an element, used up letter by letter. */
struct places {
    struct scan scans[PLACE_COUNT];
    double last_turn;
    bool turned;
    const struct measure *measure;
    struct places *outer;
};

struct gathering {
    struct letters *letters;
    const struct look *look;
    struct places *places;
    const struct svg_node *along;
};

static const enum svg_name place_names[PLACE_COUNT] = {NAME_X, NAME_Y, NAME_DX, NAME_DY,
                                                       NAME_ROTATE};

/* What the lists say of the next letter. */
struct place_values {
    bool given[PLACE_COUNT];
    double values[PLACE_COUNT];
};

static void take_places(struct svg_tree *tree, struct places *places,
                        struct place_values *out)
{
    for (; places && svg_spend(tree, 1); places = places->outer) {
        for (size_t i = 0; i < PLACE_COUNT; i++) {
            double value;
            enum axis axis = i % 2 ? AXIS_Y : AXIS_X;
            bool given = scan_length(&places->scans[i], places->measure, axis, &value);
            if (i == 4 && given) {
                places->turned = true;
                places->last_turn = value;
            } else if (i == 4 && places->turned) { /* the last goes on */
                given = true;
                value = places->last_turn;
            }
            if (given && !out->given[i]) {
                out->given[i] = true;
                out->values[i] = value;
            }
        }
    }
}

static struct stretch *last_stretch(struct letters *letters)
{
    return letters->count ? &letters->items[letters->count - 1] : NULL;
}

static bool begin_stretch(struct gathering *gathering, const struct place_values *places)
{
    struct letters *letters = gathering->letters;
    if (!svg_spend(letters->builder->tree, 4) ||
        !arena_grow(letters->builder->scratch, &letters->items, letters->count,
                    &letters->room, sizeof *letters->items)) {
        return false;
    }
    letters->items[letters->count++] = (struct stretch){
        .from = letters->text.len,
        .to = letters->text.len,
        .look = gathering->look,
        .along = gathering->along,
        .has_x = places->given[0],
        .has_y = places->given[1],
        .x = places->values[0],
        .y = places->values[1],
        .dx = places->values[2],
        .dy = places->values[3],
        .degrees = places->values[4],
        .factor = 1,
    };
    return true;
}

static bool add_letter(struct gathering *gathering, struct str letter)
{
    struct letters *letters = gathering->letters;
    struct place_values places = {{false}, {0}};
    take_places(letters->builder->tree, gathering->places, &places);
    struct stretch *last = last_stretch(letters);
    bool placed = false;
    for (size_t i = 0; i < PLACE_COUNT; i++) {
        placed = placed || places.given[i];
    }
    if (!last || placed || last->look != gathering->look ||
        last->along != gathering->along || last->degrees != 0) {
        last = begin_stretch(gathering, &places) ? last_stretch(letters) : NULL;
    }
    if (!last) {
        return false;
    }
    buf_add(&letters->text, letter);
    last->to = letters->text.len;
    return svg_spend(letters->builder->tree, 1);
}

static bool add_text(struct gathering *gathering, struct str text)
{
    struct letters *letters = gathering->letters;
    bool preserve = gathering->look->preserve, ok = true;
    for (size_t at = 0, len; at < text.len && ok; at += len) {
        uint32_t c = utf8_decode(text, at, &len);
        bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (space && !preserve && letters->after_space) {
            continue;
        }
        letters->after_space = space && !preserve;
        ok = add_letter(gathering, space ? STR(" ") : str_sub(text, at, at + len));
    }
    return ok;
}

static bool gather_children(struct gathering *gathering, struct svg_node *node);

static bool note_length(struct letters *letters, const struct svg_node *node, size_t from)
{
    if (!svg_has(node, NAME_TEXT_LENGTH) || letters->count == from) {
        return true;
    }
    if (!arena_grow(letters->builder->scratch, &letters->stretched,
                    letters->stretched_count, &letters->stretched_room,
                    sizeof *letters->stretched)) {
        return false;
    }
    letters->stretched[letters->stretched_count++] =
        (struct stretched){node, from, letters->count};
    return true;
}

static bool gather_element(struct gathering *gathering, struct svg_node *node,
                           const struct look *look)
{
    struct places places = {.measure = &gathering->letters->measure,
                            .outer = gathering->places};
    struct gathering inside = {gathering->letters, look, &places, gathering->along};
    inside.along = node->tag == SVG_TEXT_PATH ? node : inside.along;
    size_t from = gathering->letters->count;
    for (size_t i = 0; i < PLACE_COUNT; i++) {
        places.scans[i].text = svg_value(node, place_names[i]);
    }
    return gather_children(&inside, node) && note_length(gathering->letters, node, from);
}

static bool gather_node(struct gathering *gathering, struct svg_node *node)
{
    struct builder *builder = gathering->letters->builder;
    if (node->tag == SVG_CHARACTERS) {
        return add_text(gathering, node->text);
    }
    if (node->tag != SVG_TSPAN && node->tag != SVG_A && node->tag != SVG_TEXT_PATH) {
        return true;
    }
    struct look *look = ARENA_NEW(builder->scratch, struct look);
    if (!look) {
        return false;
    }
    *look = look_of(builder->tree, gathering->look, node, &gathering->letters->measure);
    look->shift += gathering->look->shift;
    return !look->displayed || gather_element(gathering, node, look);
}

static bool gather_children(struct gathering *gathering, struct svg_node *node)
{
    bool ok = true;
    for (struct svg_node *child = node->first; child && ok; child = child->next) {
        ok = svg_spend(gathering->letters->builder->tree, 1) &&
             gather_node(gathering, child);
    }
    return ok;
}

bool letters_gather(struct letters *letters, const struct look *look, struct svg_node *node)
{
    struct gathering gathering = {letters, look, NULL, NULL};
    letters->after_space = true;
    bool ok = gather_element(&gathering, node, look);
    struct stretch *last = last_stretch(letters);
    if (ok && last && letters->after_space && last->to > last->from) {
        last->to--;
    }
    return ok && last && buf_ok(&letters->text);
}
