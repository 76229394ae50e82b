/* Images as blocks, and on lines of text. What cannot be shown leaves its alternate text in
 * brackets: nothing is lost. */
#include "layout/maker.h"

#include "base/data_address.h"
#include "base/path.h"
#include "base/size.h"

static struct str alternate_of(struct maker *maker, const struct node *image)
{
    if (image->text.len) {
        return image->text;
    }
    if (node_title(image).len) {
        return node_title(image);
    }
    bool named = !is_data_address(node_info(image));
    struct str stem = named ? path_stem(node_info(image)) : (struct str){0};
    struct str word = maker_phrase(maker, PHRASE_IMAGE, NULL);
    return stem.len
               ? arena_format(maker->run->arena, "%.*s %.*s", STR_ARG(word), STR_ARG(stem))
               : word;
}

/* As HTML has it of an empty `alt`: a picture that says nothing to those who don't see it
 * is no Figure, but where it is all that a link has to say. */
static bool is_decoration(const struct node *image)
{
    bool decoration = image->text.len == 0 && node_title(image).len == 0;
    for (const struct node *node = image->parent; node && decoration; node = node->parent) {
        decoration = node->kind != NODE_LINK && node->kind != NODE_FIGURE;
    }
    return decoration;
}

static struct element *make_figure(struct maker *maker, const struct node *image,
                                   struct element *parent, bool in_line)
{
    struct element *figure = maker_element(maker, parent, ROLE_FIGURE);
    struct element_more *more = figure ? element_add_more(maker->run->arena, figure) : NULL;
    if (!more) {
        return NULL;
    }
    more->alternate = alternate_of(maker, image);
    figure->in_line = in_line;
    return figure;
}

static bool flow_alternate(struct maker *maker, struct setting setting,
                           const struct node *image, struct element *parent)
{
    struct element *element = maker_element(maker, parent, ROLE_P);
    if (!element) {
        return false;
    }
    struct paragraph_look look =
        look_plain(setting, inline_state_text(maker, setting, element));
    look.state.style.italic = true;
    look.state.color = maker->run->theme->color.quiet;
    struct str said = maker_labelled(maker, PHRASE_IMAGE, alternate_of(maker, image));
    struct str text = arena_format(maker->run->scratch, "[%.*s]", STR_ARG(said));
    return flow_text(maker, setting, text, &look);
}

bool line_image_add(struct maker *maker, struct setting setting, const struct node *image,
                    struct element *parent, uint32_t *reference)
{
    struct marks *marks = maker->marks;
    struct picture *picture = picture_find(maker, image);
    struct picture_size size = picture ? picture_size(maker, setting, image, picture, true)
                                       : (struct picture_size){0};
    if (!picture || !picture_show(maker, image, picture, size) ||
        !arena_grow(maker->run->making, &marks->line_images, marks->line_image_count,
                    &marks->line_image_capacity, sizeof *marks->line_images)) {
        return false;
    }
    bool decoration = is_decoration(image);
    struct element *figure = decoration ? NULL : make_figure(maker, image, parent, true);
    if (!figure && !decoration) {
        return false;
    }
    const struct theme *theme = maker->run->theme;
    struct type type = setting.type;
    sp middle = sp_percent(type.size, theme->figure.middle_percent);
    bool small = size.height <= sp_percent(type.leading, theme->figure.letter_percent);
    marks->line_images[marks->line_image_count++] =
        (struct line_image){.index = picture->index,
                            .width = size.width,
                            .height = size.height,
                            .drop = small ? sp_max(sp_sub(size.height / 2, middle), 0) : 0,
                            .small = small,
                            .element = figure};
    *reference = (uint32_t)marks->line_image_count;
    return true;
}

static bool place_image(struct maker *maker, struct setting setting,
                        const struct node *image, struct element *parent, size_t index,
                        struct picture_size size)
{
    const struct theme *theme = maker->run->theme;
    bool decoration = is_decoration(image);
    struct element *figure = decoration ? NULL : make_figure(maker, image, parent, false);
    struct placed *label = setting.flow->label; /* of an item that begins with it */
    struct placed *placed = placed_new(maker, 2);
    sp room = sp_sub(setting.measure, size.width);
    if (!placed || (!figure && !decoration)) {
        return false;
    }
    if (label) {
        placed[1] = *label;
        placed[1].y = sp_percent(setting.type.leading, theme->line.baseline_percent);
        setting.flow->label = NULL;
    }
    *placed = (struct placed){
        .kind = PLACED_IMAGE,
        .x = setting_x(setting, setting.pictures_at_start ? 0 : room / 2, size.width),
        .y = theme->figure.margin,
        .width = size.width,
        .height = size.height,
        .artifact = decoration ? ARTIFACT_LAYOUT : ARTIFACT_NONE,
        .as.element = figure,
        .look.image = size_to_u32(index)};
    return boxes_add(maker, setting,
                     (struct box){.height = sp_add(size.height, 2 * theme->figure.margin),
                                  .penalty = node_title(image).len ? PENALTY_NEVER : 0,
                                  .placed = placed,
                                  .placed_count = label ? 2 : 1}) != NULL;
}

static bool flow_title(struct maker *maker, struct setting setting,
                       const struct node *image, struct element *parent)
{
    struct element *caption = maker_element(maker, parent->last, ROLE_CAPTION);
    setting.type = maker->run->sheet->small;
    struct paragraph_look look =
        look_plain(setting, inline_state_text(maker, setting, caption));
    look.state.color = maker->run->theme->color.quiet;
    look.align = TEXT_CENTER;
    return caption && flow_text(maker, setting, node_title(image), &look);
}

bool flow_image(struct maker *maker, struct setting setting, const struct node *image,
                struct element *parent)
{
    struct picture *picture = picture_find(maker, image);
    struct picture_size size = picture ? picture_size(maker, setting, image, picture, false)
                                       : (struct picture_size){0};
    if (!picture || !picture_show(maker, image, picture, size)) {
        return flow_alternate(maker, setting, image, parent);
    }
    return place_image(maker, setting, image, parent, picture->index, size) &&
           (node_title(image).len == 0 || flow_title(maker, setting, image, parent));
}

static bool takes_caption(const struct element *element)
{
    return element && (element->role == ROLE_FIGURE || element->role == ROLE_TABLE) &&
           !(element->first && element->first->role == ROLE_CAPTION) &&
           !(element->last && element->last->role == ROLE_CAPTION);
}

/* Code, text and lists take no caption in PDF: theirs stands beside them in a division.
 * That is of what lies between `start` and it or, where nothing does, of what follows it.
 * Gives the last element of the division. */
static struct element *divide(struct maker *maker, struct element *parent,
                              struct element *start, struct element *caption)
{
    struct element *first = start ? start->next : parent->first, *last = caption;
    while (first == caption && last->next && last->next->role != ROLE_CAPTION &&
           !(takes_caption(last->next) && last->next->next &&
             last->next->next->role == ROLE_CAPTION)) {
        last = last->next;
    }
    if (first == last) { /* of nothing */
        caption->role = ROLE_P;
        return caption;
    }
    return element_wrap(maker->run->arena, parent, start, last, ROLE_DIV);
}

/* Of the elements of `parent` behind `before`. */
static bool place_captions(struct maker *maker, struct element *parent,
                           struct element *before)
{
    struct element *last = before, *start = before; /* what has its caption ends there */
    struct element *element = before ? before->next : parent->first;
    while (element) {
        struct element *next = element->next;
        bool above = last != start && takes_caption(last);
        if (element->role != ROLE_CAPTION) {
            last = element;
        } else if (above || takes_caption(next)) {
            start = above ? last : next;
            element_move(element, last, start, !above);
        } else {
            last = start = divide(maker, parent, start, element);
            if (!last) {
                return false;
            }
            next = last->next;
        }
        element = next;
    }
    return true;
}

/* Whether pictures, or links of them, are all that it holds beside its caption; `said` is
 * what they show. */
static bool holds_pictures_alone(struct maker *maker, const struct node *figure,
                                 struct buf *said)
{
    struct walk walk;
    walk_init(&walk, figure);
    while (walk_next(&walk)) {
        const struct node *node = walk.node;
        enum node_kind kind = (enum node_kind)node->kind;
        if (!walk.entering) {
            continue;
        }
        if (kind == NODE_CAPTION) {
            walk_skip_children(&walk);
        } else if (kind == NODE_IMAGE) {
            if (said->len) {
                buf_add(said, maker_phrase(maker, PHRASE_COMMA, NULL));
            }
            buf_add(said, alternate_of(maker, node));
        } else if (kind == NODE_TEXT
                       ? str_trim(node->text).len > 0
                       : kind != NODE_LINK && kind != NODE_SPAN && kind != NODE_PARAGRAPH &&
                             kind != NODE_DIV && kind != NODE_FIGURE &&
                             kind != NODE_SOFT_BREAK && kind != NODE_LINE_BREAK) {
            return false;
        }
    }
    return said->len > 0;
}

static bool has_figure(const struct element *first)
{
    for (const struct element *e = first; e; e = e->next) {
        for (const struct element *in = e; in; in = element_next(in, e)) {
            if (in->role == ROLE_FIGURE) {
                return true;
            }
        }
    }
    return false;
}

/* Several pictures, or one that is a link, with one caption above or below them: it is of
 * none of the elements `first` and its next alone, but of what holds them. */
static bool share_caption(const struct element *first)
{
    size_t captions = 0, others = 0;
    const struct element *other = NULL;
    for (const struct element *e = first; e; e = e->next) {
        bool at_edge = e == first || !e->next;
        if (e->role == ROLE_CAPTION && !at_edge) {
            return false;
        }
        captions += e->role == ROLE_CAPTION;
        others += e->role != ROLE_CAPTION;
        other = e->role == ROLE_CAPTION ? other : e;
    }
    return captions == 1 && others > 0 && !(others == 1 && takes_caption(other)) &&
           has_figure(first);
}

/* Around all elements of `parent` behind `before`. A paragraph of pictures becomes it
 * itself. */
static bool wrap_pictures(struct maker *maker, struct element *parent,
                          struct element *before, struct str said)
{
    struct element *first = before ? before->next : parent->first;
    struct element *picture = first->role == ROLE_CAPTION ? first->next : first;
    bool alone =
        picture->role == ROLE_P && (!picture->next || picture->next->role == ROLE_CAPTION);
    struct element *outer =
        alone ? picture
              : element_wrap(maker->run->arena, parent, before, parent->last, ROLE_FIGURE);
    struct element_more *more = outer ? element_add_more(maker->run->arena, outer) : NULL;
    if (!more) {
        return false;
    }
    outer->role = ROLE_FIGURE;
    more->alternate = said;
    if (alone && first != picture) {
        element_move(first, before, picture, true);
    } else if (alone && picture->next) {
        element_move(picture->next, picture, picture, false);
    }
    return true;
}

static bool place_caption(struct maker *maker, const struct node *figure,
                          struct element *parent, struct element *before)
{
    struct element *first = before ? before->next : parent->first;
    struct buf said = {.kept_in = maker->run->arena};
    bool ok =
        share_caption(first) && holds_pictures_alone(maker, figure, &said)
            ? wrap_pictures(maker, parent, before, arena_take(maker->run->arena, &said))
            : place_captions(maker, parent, before);
    buf_clear(&said);
    return ok;
}

bool flow_figure(struct maker *maker, struct setting setting, const struct node *node,
                 struct element *parent)
{
    struct element *before = parent->last;
    bool ok = flow_children(maker, setting, node, parent);
    return ok && place_caption(maker, node, parent, before);
}
