/* Blocks to boxes. Space between blocks is a skip that stands before a block, so the
 * last block of a page ends flush; what must stay together says so by penalties. A block
 * hands what it holds a setting of its own. */
#include "layout/maker.h"

static bool is_only(const struct node *parent, enum node_kind kind)
{
    return parent->first && !parent->first->next && parent->first->kind == kind;
}

/* Whether all that is in the paragraph are pictures, and how many. */
static bool holds_pictures(const struct node *paragraph, size_t *count)
{
    struct walk walk;
    walk_init(&walk, paragraph);
    *count = 0;
    while (walk_next(&walk)) {
        const struct node *node = walk.node;
        if (!walk.entering) {
            continue;
        }
        if (node->kind == NODE_IMAGE && node_file(node)) {
            *count += 1;
        } else if (!node->first && node->kind != NODE_SOFT_BREAK &&
                   node->kind != NODE_LINE_BREAK && str_trim(node->text).len) {
            return false;
        }
    }
    return true;
}

/* Whether HTML writes what an item says without <p>: `node` is the paragraph, or the item
 * itself that holds the words. */
static bool is_bare(const struct node *node)
{
    const struct node *item = node->kind == NODE_PARAGRAPH ? node->parent : NULL;
    return node->kind != NODE_PARAGRAPH || node->tight ||
           (item->kind == NODE_ITEM &&
            (item->tight || (item->parent && item->parent->tight)));
}

/* The element of running words: a bare item's own, where they have no other. */
static struct element *words_element(struct maker *maker, const struct node *node,
                                     struct element *parent)
{
    return parent->role == ROLE_LBODY && is_bare(node) && !node_attribute(node, "lang")
               ? parent
               : maker_element(maker, parent, ROLE_P);
}

static bool flow_paragraph(struct maker *maker, struct setting setting,
                           const struct node *node, struct element *parent)
{
    if (is_only(node, NODE_IMAGE)) {
        flow_place(maker, setting, node->first);
        return flow_image(maker, setting, node->first, parent);
    }
    size_t pictures;
    struct element *element = words_element(maker, node, parent);
    struct paragraph_look look = look_text(maker, setting, element);
    if (is_only(node, NODE_LINK) && is_only(node->first, NODE_IMAGE)) {
        look.align = setting.pictures_at_start ? setting_align_start(setting)
                                               : TEXT_CENTER; /* as one that is no link */
    } else if (holds_pictures(node, &pictures) && pictures > 1) {
        setting.small_pictures = true; /* as many beside each other as there is room for */
        look = look_plain(setting, look.state);
        look.parted = true;
    }
    return element && flow_looks(maker, setting, node, &look);
}

/* One that the outline lacks, because it says nothing or stands in a note, would break the
 * sequence of levels, which has no gaps. */
static enum element_role heading_role(const struct node *node, bool title)
{
    return title                   ? ROLE_H1
           : node_depth(node) == 0 ? ROLE_P
                                   : (enum element_role)(ROLE_H1 + heading_level(node) - 1);
}

static bool flow_heading(struct maker *maker, struct setting setting,
                         const struct node *node, struct element *parent)
{
    const struct theme *theme = maker->run->theme;
    bool title = node == maker->chapter->document->title_heading;
    uint8_t level = heading_level(node);
    struct element *element = maker_element(maker, parent, heading_role(node, title));
    if (!element) {
        return false;
    }
    struct type type = title && node->level == 1 ? maker->run->sheet->title
                                                 : maker->run->sheet->heading[level];
    struct paragraph_look look = look_plain(
        setting, inline_state_head(maker, setting, element, type.size, theme->color.ink));
    look.state.style.bold = true;
    look.leading = type.leading;
    look.penalty_inside = look.penalty_after = PENALTY_NEVER;
    look.hyphenate = look.hyphens_at_need = true;
    sp leading = setting.type.leading;
    boxes_add_skip(maker, setting, sp_percent(leading, theme->space.heading_before[level]));
    if (!flow_looks(maker, setting, node, &look)) {
        return false;
    }
    boxes_add_skip(maker, setting, sp_percent(leading, theme->space.heading_after[level]));
    return true;
}

sp indent_within(const struct maker *maker, struct setting setting, sp indent)
{
    sp room = sp_sub(setting.measure, maker->run->theme->line.least_measure);
    return sp_max(sp_min(indent, room), 0);
}

sp quote_indent(const struct maker *maker, struct setting setting)
{
    const struct theme *theme = maker->run->theme;
    sp indent = sp_min(maker->run->sheet->indent, setting.measure / theme->quote.fraction);
    return setting.quote_depth < theme->quote.depth ? indent_within(maker, setting, indent)
                                                    : 0;
}

/* Deeper ones than the theme's limit are not indented any more, and have no bar. */
static struct setting inside_bar(const struct maker *maker, struct setting setting,
                                 const struct bar *bar)
{
    const struct theme *theme = maker->run->theme;
    if (setting.quote_depth < theme->quote.depth) {
        setting = setting_inside(setting, quote_indent(maker, setting));
        setting.bars = bar;
        setting.quote_depth++;
    }
    return setting;
}

static bool flow_quote(struct maker *maker, struct setting setting, const struct node *node,
                       struct element *parent)
{
    const struct theme *theme = maker->run->theme;
    struct element *element = maker_element(maker, parent, ROLE_BLOCKQUOTE);
    struct bar bar = {setting.bars, setting_x(setting, 0, theme->quote.bar),
                      theme->quote.bar, theme->color.hairline};
    setting = inside_bar(maker, setting, &bar);
    return element && flow_children(maker, setting, node, element);
}

/* No quote of PDF: a division, whose first paragraph says of which kind it is. */
static bool flow_callout(struct maker *maker, struct setting setting,
                         const struct node *node, struct element *parent)
{
    const struct theme *theme = maker->run->theme;
    struct element *element = maker_element(maker, parent, ROLE_DIV);
    struct bar bar = {setting.bars, setting_x(setting, 0, theme->quote.callout_bar),
                      theme->quote.callout_bar, theme->color.callout[callout_of(node)]};
    setting = inside_bar(maker, setting, &bar);
    return element && flow_children(maker, setting, node, element);
}

static bool flow_callout_title(struct maker *maker, struct setting setting,
                               const struct node *node, struct element *parent)
{
    const struct theme *theme = maker->run->theme;
    struct element *element = maker_element(maker, parent, ROLE_P);
    if (!element) {
        return false;
    }
    struct inline_state state =
        inline_state_head(maker, setting, element,
                          sp_percent(setting.type.size, theme->quote.callout_title_percent),
                          theme->color.callout[callout_of(node->parent)]);
    state.style.bold = true;
    struct paragraph_look look = look_plain(setting, state);
    look.penalty_inside = look.penalty_after = PENALTY_NEVER;
    return flow_looks(maker, setting, node, &look);
}

static bool flow_rule(struct maker *maker, struct setting setting)
{
    const struct theme *theme = maker->run->theme;
    sp leading = setting.type.leading, width = setting.measure / theme->quote.rule_part;
    struct placed rule = {.kind = PLACED_RECT,
                          .x = sp_add(setting.left, width),
                          .y = leading / 2,
                          .width = width,
                          .height = theme->line.hairline,
                          .look.color = theme->color.hairline};
    return boxes_add_one(maker, setting, leading, 0, rule);
}

/* Whether the figure's pictures stand in the middle, where its caption does, too. */
static bool stands_below_middle(struct setting setting, const struct node *caption)
{
    bool pictures = caption->parent->kind == NODE_FIGURE && !setting.pictures_at_start;
    for (const struct node *n = caption->parent->first; n && pictures; n = n->next) {
        pictures = n->kind == NODE_CAPTION || node_is_picture(n);
    }
    return pictures;
}

static bool flow_caption(struct maker *maker, struct setting setting,
                         const struct node *node, struct element *parent)
{
    if (node->parent->kind == NODE_ADMONITION) {
        return flow_callout_title(maker, setting, node, parent);
    }
    bool of_table = node->parent->kind == NODE_TABLE,
         of_figure = node->parent->kind == NODE_FIGURE;
    struct element *element =
        maker_element(maker, parent, of_table || of_figure ? ROLE_CAPTION : ROLE_P);
    setting.type = maker->run->sheet->small;
    setting.ragged = true;
    if (setting.align == ALIGN_NONE && stands_below_middle(setting, node)) {
        setting.align = ALIGN_CENTER;
    }
    struct paragraph_look look = look_text(maker, setting, element);
    return element && flow_looks(maker, setting, node, &look);
}

static sp space_before(const struct maker *maker, struct setting setting,
                       const struct node *node)
{
    const struct theme *theme = maker->run->theme;
    int16_t percent = setting.list_depth ? theme->space.block_in_list_percent
                                         : theme->space.block_percent;
    if (node->kind == NODE_HEADING || node->kind == NODE_ITEM) {
        percent = 0; /* they bring their own */
    } else if (node->kind == NODE_QUOTE || node->kind == NODE_ADMONITION) {
        percent = theme->space.quote_percent;
    } else if (node->kind == NODE_TABLE || node->kind == NODE_CODE_BLOCK ||
               node->kind == NODE_FIGURE) {
        percent = theme->space.large_percent;
    }
    return sp_percent(setting.type.leading, percent);
}

static bool flow_division(struct maker *maker, struct setting setting,
                          const struct node *node, struct element *parent)
{
    return flow_is_media(maker, setting, node)
               ? flow_media(maker, setting, node, parent)
               : flow_children(maker, setting, node, parent);
}

static bool flow_kind(struct maker *maker, struct setting setting, const struct node *node,
                      struct element *parent)
{
    switch ((enum node_kind)node->kind) {
    case NODE_HEADING: return flow_heading(maker, setting, node, parent);
    case NODE_PARAGRAPH:
    case NODE_TERM: return flow_paragraph(maker, setting, node, parent);
    case NODE_LIST: return flow_list(maker, setting, node, parent);
    case NODE_DEFINITION_LIST: return flow_definition_list(maker, setting, node, parent);
    case NODE_QUOTE: return flow_quote(maker, setting, node, parent);
    case NODE_ADMONITION: return flow_callout(maker, setting, node, parent);
    case NODE_TABLE: return flow_table(maker, setting, node, parent);
    case NODE_CODE_BLOCK:
    case NODE_MATH_BLOCK: return flow_code(maker, setting, node, parent);
    case NODE_RULE: return flow_rule(maker, setting);
    case NODE_CAPTION: return flow_caption(maker, setting, node, parent);
    case NODE_FOOTNOTE: return true; /* set where it is referred to */
    case NODE_DIV: return flow_division(maker, setting, node, parent);
    case NODE_DOCUMENT:
    case NODE_TOC_BLOCK:
    case NODE_DEFINITION:
    case NODE_ITEM:
    case NODE_ROW:
    case NODE_CELL:
    case NODE_HTML_BLOCK: return flow_children(maker, setting, node, parent);
    case NODE_FIGURE: return flow_figure(maker, setting, node, parent);
    case NODE_IMAGE: return flow_image(maker, setting, node, parent);
    case NODE_RAW_BLOCK:
    case NODE_EMPHASIS:
    case NODE_STRONG:
    case NODE_STRIKE:
    case NODE_SUPERSCRIPT:
    case NODE_SUBSCRIPT:
    case NODE_SMALL:
    case NODE_LINK:
    case NODE_SPAN:
    case NODE_HTML_INLINE:
    case NODE_TEXT:
    case NODE_CODE:
    case NODE_LINE_BREAK:
    case NODE_SOFT_BREAK:
    case NODE_FOOTNOTE_REFERENCE:
    case NODE_MATH:
    case NODE_RAW_INLINE: return true; /* not among blocks of an absorbed tree */
    }
    return true;
}

/* What has been added to `parent` behind `before` is in the language that the block names.
 */
static void mark_language(struct maker *maker, const struct node *block,
                          const struct element *parent, const struct element *before)
{
    const struct attribute *language = node_attribute(block, "lang");
    struct element *element = before ? before->next : parent->first;
    for (; language && element; element = element->next) {
        if (element_more(element)->language.len == 0) {
            maker_set_language(maker, element, language->value);
        }
    }
}

bool flow_block(struct maker *maker, struct setting setting, const struct node *node,
                struct element *parent)
{
    enum column_align align = block_align(node);
    const struct element *before = parent->last;
    setting = setting_of_block(setting, node);
    setting.align = align ? (uint8_t)align : setting.align;
    flow_place(maker, setting, node);
    bool ok = flow_kind(maker, setting, node, parent);
    mark_language(maker, node, parent, before);
    return ok;
}

/* What shows no words of the text: a note's mark, space at the end. */
static bool is_beside_text(const struct node *node)
{
    return node->kind == NODE_FOOTNOTE_REFERENCE || node->kind == NODE_SOFT_BREAK ||
           node->kind == NODE_LINE_BREAK ||
           (node->kind == NODE_TEXT && str_trim(node->text).len == 0);
}

/* A list does by its last item, which may introduce one that is not set within it. */
static bool ends_with_colon(const struct node *node)
{
    while ((node->kind == NODE_LIST || node->kind == NODE_ITEM) && node_last(node) &&
           !node_is_inline(node_last(node))) {
        node = node_last(node);
    }
    for (const struct node *last = node_last(node); last && node_is_inline(last);) {
        bool beside = is_beside_text(last);
        node = beside ? node : last;
        last = beside ? node_previous(last) : node_last(last);
    }
    struct str text = node->kind == NODE_TEXT ? str_trim(node->text) : (struct str){0};
    return str_ends(text, ":") || str_ends(text, "\xef\xbc\x9a"); /* the full-width one */
}

/* A picture and the words that name it, in a block or an item of their own. */
static void hold_picture(struct setting setting, const struct node *node)
{
    uint8_t around = node->parent->kind;
    bool item = around == NODE_ITEM || around == NODE_DEFINITION;
    if (node->next &&
        ((node_is_picture(node) && (item || around == NODE_DIV)) ||
         (item && node == node->parent->first && node_is_picture(node->next)))) {
        boxes_hold(setting,
                   item || setting.small_pictures ? PENALTY_NEVER : PENALTY_PARENT);
    }
}

/* What is introduced stays with its introduction: "as follows:" with what follows, an
 * item with the items below it; and what a caption names with the caption. */
static void hold_together(struct setting setting, const struct node *node)
{
    const struct node *next = node->next;
    hold_picture(setting, node);
    if (next && node->parent->kind == NODE_FIGURE &&
        (node->kind == NODE_CAPTION || next->kind == NODE_CAPTION)) {
        boxes_hold(setting, PENALTY_NEVER);
    }
    if (!next || (node->kind != NODE_PARAGRAPH && node->kind != NODE_LIST)) {
        return;
    }
    bool set_apart = next->kind == NODE_LIST || next->kind == NODE_TABLE ||
                     next->kind == NODE_CODE_BLOCK || next->kind == NODE_MATH_BLOCK ||
                     next->kind == NODE_QUOTE || next->kind == NODE_DEFINITION_LIST ||
                     next->kind == NODE_FIGURE;
    if (set_apart && ends_with_colon(node)) {
        boxes_hold(setting, PENALTY_NEVER);
    } else if (node->kind == NODE_PARAGRAPH && next->kind == NODE_LIST &&
               node->parent->kind == NODE_ITEM) {
        boxes_hold(setting, PENALTY_PARENT);
    }
}

/* An image that stands above a caption is a block of its own. */
static bool holds_inlines(const struct node *node)
{
    const struct node *first = node->first;
    return first && node_is_inline(first) &&
           !(first->kind == NODE_IMAGE && first->next && first->next->kind == NODE_CAPTION);
}

bool flow_children(struct maker *maker, struct setting setting, const struct node *parent,
                   struct element *element)
{
    if (holds_inlines(parent)) {
        setting = setting_of_block(setting, parent);
        struct element *words = words_element(maker, parent, element);
        struct paragraph_look look = look_text(maker, setting, words);
        return words && flow_looks(maker, setting, parent, &look);
    }
    const struct document *document = maker->chapter->document;
    bool first = true;
    for (const struct node *node = parent->first, *next; node; node = next) {
        next = node->next;
        if (node == document->title_heading && !document->title_in_place) {
            continue; /* set above the text */
        }
        if (!first || parent->kind == NODE_DOCUMENT) {
            boxes_add_skip(maker, setting, space_before(maker, setting, node));
        }
        first = false;
        const struct node *behind_cards;
        if (!flow_cards(maker, setting, node, element, &behind_cards)) {
            return false;
        }
        if (behind_cards != node) {
            next = behind_cards;
            continue;
        }
        if (!flow_block(maker, setting, node, element)) {
            return false;
        }
        hold_together(setting, node);
    }
    return true;
}
