/* Lists: labels hang in the indent, bullets by depth, numbers aligned at the text. A list
 * knows nothing of what stands in its items: they are flows of blocks. */
#include "layout/maker.h"

/* What stands before an item; empty: nothing. */
static struct str label_text(struct maker *maker, const struct node *item,
                             struct marker marker)
{
    if (item->task != TASK_NONE) {
        return item->task == TASK_DONE ? STR("\xe2\x98\x91") : STR("\xe2\x98\x90");
    }
    struct buf text = {.kept_in = maker->run->scratch};
    marker_write(marker, &text);
    return arena_take(maker->run->scratch, &text);
}

static struct inline_state label_state(struct maker *maker, struct setting setting,
                                       const struct node *item, struct marker marker,
                                       struct element *element)
{
    const struct theme *theme = maker->run->theme;
    struct inline_state state = inline_state_text(maker, setting, element);
    bool plain = item->task == TASK_NONE && marker.style >= MARKER_DECIMAL;
    state.color = plain ? theme->color.ink : theme->color.inside;
    if (item->task == TASK_NONE && marker.style == MARKER_SQUARE) {
        state = inline_state_offset(state, theme->list.square);
    }
    return state;
}

static bool add_label(struct maker *maker, struct setting setting, const struct node *item,
                      struct marker marker, struct element *element, sp indent)
{
    const struct theme *theme = maker->run->theme;
    struct inline_state state = label_state(maker, setting, item, marker, element);
    bool number = item->task == TASK_NONE && marker_is_number(marker);
    return flow_label(maker, setting, label_text(maker, item, marker), &state, indent,
                      number ? theme->list.number_gap : theme->list.bullet_gap,
                      setting_align_end(setting));
}

bool settle_label(struct maker *maker, struct setting setting)
{
    struct placed *label = setting.flow->label;
    if (!label) {
        return true;
    }
    setting.flow->label = NULL;
    label->y = sp_percent(setting.type.leading, maker->run->theme->line.baseline_percent);
    return boxes_add(maker, setting,
                     (struct box){.height = setting.type.leading,
                                  .placed = label,
                                  .placed_count = 1}) != NULL;
}

/* The room a label needs: digits are as wide as each other, the rest is measured. */
static bool label_room(struct maker *maker, struct setting setting, const struct node *item,
                       struct marker marker, sp *out)
{
    const struct theme *theme = maker->run->theme;
    struct str text = label_text(maker, item, marker);
    struct inline_state state = label_state(maker, setting, item, marker, NULL);
    sp digit = sp_percent(setting.type.size, theme->list.digit_percent);
    sp two = sp_add(theme->list.number_room, 2 * digit);
    if (marker.style == MARKER_DECIMAL || marker.style == MARKER_LEADING_ZERO) {
        size_t more = text.len > 3 ? text.len - 3 : 0;
        *out = sp_add(two, sp_scale(digit, (int64_t)more, 1));
        return true;
    }
    struct span_list spans = {0};
    struct text_extent extent = {0};
    bool ok = span_add(maker, &spans, text, &state) &&
              text_measure(maker->run->engine, spans.items, spans.count, TEXT_BY_LETTER,
                           &extent, maker->run->report);
    span_list_give(maker, &spans);
    *out = sp_add(extent.natural, marker_is_number(marker) ? theme->list.number_gap
                                                           : theme->list.bullet_gap);
    return ok;
}

/* As wide as the widest label, within what narrow columns have. */
bool list_indent(struct maker *maker, struct setting setting, const struct node *list,
                 sp *out)
{
    sp indent = maker->run->sheet->indent, widest = 0;
    struct list_count count;
    list_count_init(&count, list);
    for (const struct node *item = list->first; item; item = item->next) {
        struct marker marker = list_count_item(&count, item);
        sp room = 0;
        if (marker.style >= MARKER_DECIMAL && item->task == TASK_NONE &&
            !label_room(maker, setting, item, marker, &room)) {
            return false;
        }
        widest = sp_max(widest, room);
    }
    sp most = setting.measure / maker->run->theme->list.fraction;
    indent = sp_max(sp_min(sp_max(indent, widest), most), sp_min(widest, 2 * most));
    *out = indent_within(maker, setting, indent);
    return true;
}

static bool flow_label_of(struct maker *maker, struct setting setting,
                          const struct node *item, struct marker marker, struct element *li,
                          sp indent)
{
    if (marker.style == MARKER_NONE && item->task == TASK_NONE) {
        return true;
    }
    struct element *lbl = maker_element(maker, li, ROLE_LBL);
    return lbl && add_label(maker, setting, item, marker, lbl, indent);
}

static bool flow_item(struct maker *maker, struct setting setting, const struct node *item,
                      struct marker marker, struct element *parent, sp indent)
{
    const struct attribute *language = node_attribute(item, "lang");
    setting.direction = (enum direction)item->direction;
    setting.language = language ? language->value : setting.language;
    struct element *li = maker_element(maker, parent, ROLE_LI);
    if (!li) {
        return false;
    }
    if (language) {
        maker_set_language(maker, li, language->value);
    }
    flow_place(maker, setting, item);
    /* The label of an item that begins with this list is settled first. */
    if (!settle_label(maker, setting) ||
        !flow_label_of(maker, setting, item, marker, li, indent)) {
        return false;
    }
    struct element *body = maker_element(maker, li, ROLE_LBODY);
    struct setting inside = setting_inside(setting, indent);
    return body && flow_children(maker, inside, item, body) && settle_label(maker, inside);
}

static enum list_numbering numbering_of(const struct node *list)
{
    static const enum list_numbering rows[] = {
        [MARKER_NONE] = NUMBERING_NONE,
        [MARKER_DISC] = NUMBERING_DISC,
        [MARKER_CIRCLE] = NUMBERING_CIRCLE,
        [MARKER_SQUARE] = NUMBERING_SQUARE,
        [MARKER_DECIMAL] = NUMBERING_DECIMAL,
        [MARKER_LEADING_ZERO] = NUMBERING_DECIMAL,
        [MARKER_LOWER_ALPHA] = NUMBERING_LOWER_ALPHA,
        [MARKER_UPPER_ALPHA] = NUMBERING_UPPER_ALPHA,
        [MARKER_LOWER_ROMAN] = NUMBERING_LOWER_ROMAN,
        [MARKER_UPPER_ROMAN] = NUMBERING_UPPER_ROMAN,
        [MARKER_LOWER_GREEK] = NUMBERING_LOWER_ALPHA,
        [MARKER_TEXT] = NUMBERING_NONE,
    };
    bool own;
    return rows[list_style(list, &own).style];
}

bool flow_list(struct maker *maker, struct setting setting, const struct node *list,
               struct element *parent)
{
    const struct theme *theme = maker->run->theme;
    struct element *element = maker_element(maker, parent, ROLE_L);
    sp indent = 0;
    setting.list_depth++;
    setting.align = ALIGN_NONE; /* a label stands beside its text */
    if (!element || !list_indent(maker, setting, list, &indent)) {
        return false;
    }
    element->numbering = numbering_of(list);
    sp between = sp_percent(setting.type.leading, list->tight ? theme->list.tight_percent
                                                              : theme->list.loose_percent);
    struct list_count count;
    list_count_init(&count, list);
    for (const struct node *item = list->first; item; item = item->next) {
        if (node_previous(item)) {
            bool alone = node_previous(item) == list->first || !item->next;
            boxes_hold(setting, alone ? PENALTY_SOMETIMES : 0);
            boxes_add_skip(maker, setting, between);
        }
        struct marker marker = list_count_item(&count, item);
        if (!flow_item(maker, setting, item, marker, element, indent)) {
            return false;
        }
    }
    return true;
}

static bool flow_term(struct maker *maker, struct setting setting, const struct node *term,
                      struct element *element)
{
    setting = setting_of_block(setting, term);
    struct paragraph_look look =
        look_plain(setting, inline_state_text(maker, setting, element));
    look.penalty_inside = look.penalty_after = PENALTY_NEVER;
    look.state.style.bold = true;
    boxes_add_skip(maker, setting,
                   sp_percent(setting.type.leading, maker->run->theme->list.term_percent));
    return flow_looks(maker, setting, term, &look);
}

sp definition_indent(const struct maker *maker, struct setting setting)
{
    const struct theme *theme = maker->run->theme;
    sp indent = sp_min(theme->list.definition_indents * maker->run->sheet->indent,
                       setting.measure / theme->list.fraction);
    return indent_within(maker, setting, indent);
}

bool flow_definition_list(struct maker *maker, struct setting setting,
                          const struct node *list, struct element *parent)
{
    struct element *element = maker_element(maker, parent, ROLE_L);
    struct element *li = NULL;
    if (!element) {
        return false;
    }
    struct setting inside = setting_inside(setting, definition_indent(maker, setting));
    for (const struct node *node = list->first; node; node = node->next) {
        bool term = node->kind == NODE_TERM;
        if (!li ||
            (term && node_previous(node) && node_previous(node)->kind != NODE_TERM)) {
            li = maker_element(maker, element, ROLE_LI);
        }
        struct element *own =
            li ? maker_element(maker, li, term ? ROLE_LBL : ROLE_LBODY) : NULL;
        flow_place(maker, setting, node);
        if (!own || !(term ? flow_term(maker, setting, node, own)
                           : flow_children(maker, inside, node, own))) {
            return false;
        }
    }
    return true;
}
