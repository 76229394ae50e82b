/* Lists: labels hang in the indent, bullets by depth, numbers aligned on the right. */
#include "layout/maker.h"

static struct str label_text(struct maker *maker, const struct node *list,
                             const struct node *item, uint32_t number)
{
    static const char *const bullets[] = {"\xe2\x80\xa2", "\xe2\x80\x93", "\xc2\xb7"};
    if (item->task != TASK_NONE) {
        return item->task == TASK_DONE ? STR("\xe2\x98\x91") : STR("\xe2\x98\x90");
    }
    if (list->list_kind == LIST_ORDERED) {
        return arena_format(maker->arena, "%u.", number);
    }
    return str_from(bullets[(maker->list_depth - 1) % 3]);
}

static bool make_label(struct maker *maker, const struct node *list,
                       const struct node *item, uint32_t number, struct element *element,
                       sp indent)
{
    struct inline_state state = inline_state_text(maker, element);
    bool ordered = list->list_kind == LIST_ORDERED && item->task == TASK_NONE;
    state.color = ordered ? COLOR_INK : COLOR_INSIDE;
    sp gap = ordered ? SP_PT(4.5) : SP_PT(5.5);
    struct span_list spans = {0};
    struct lines lines;
    struct paragraph_format format = {.measure = sp_max(sp_sub(indent, gap), SP_PT(2)),
                                      .align = ordered ? TEXT_RIGHT : TEXT_RIGHT};
    struct placed *label = placed_new(maker, 1);
    if (!label || !span_add(maker, &spans, label_text(maker, list, item, number), &state) ||
        !text_break(maker->engine, maker->arena, spans.items, spans.count, &format, &lines,
                    maker->report)) {
        return false;
    }
    if (lines.count == 0) {
        return true;
    }
    *label = (struct placed){.kind = PLACED_LINE,
                             .x = maker->left,
                             .width = indent,
                             .height = maker->leading,
                             .as.line = &lines.items[0]};
    maker->pending_label = label;
    return true;
}

/* A label whose item had no line to stand beside gets one of its own. */
static bool settle_label(struct maker *maker)
{
    struct placed *label = maker->pending_label;
    if (!label) {
        return true;
    }
    maker->pending_label = NULL;
    label->y = sp_scale(maker->leading, 75, 100);
    return boxes_add(maker, (struct box){.kind = BOX_BOX,
                                         .height = maker->leading,
                                         .placed = label,
                                         .placed_count = 1}) != NULL;
}

static sp label_indent(const struct maker *maker, const struct node *list)
{
    sp indent = maker->theme->indent;
    if (list->list_kind == LIST_ORDERED) {
        uint32_t last = list->number;
        for (const struct node *item = list->first; item; item = item->next) {
            last++;
        }
        sp digit = sp_scale(maker->text_size, 52, 100);
        indent = sp_max(indent, sp_add(SP_PT(8), digit * (last > 999  ? 4
                                                          : last > 99 ? 3
                                                                      : 2)));
    }
    return sp_min(indent, maker->measure / 4);
}

static bool flow_item(struct maker *maker, const struct node *list, const struct node *item,
                      uint32_t number, struct element *parent, sp indent)
{
    struct element *li = element_new(maker->arena, parent, ROLE_LI);
    struct element *lbl = li ? element_new(maker->arena, li, ROLE_LBL) : NULL;
    struct element *body = lbl ? element_new(maker->arena, li, ROLE_LBODY) : NULL;
    if (!body) {
        return false;
    }
    if (item->id.len) {
        maker_mark(maker, destination_name(maker->arena, maker->document, item->id));
    }
    bool nested_label = maker->pending_label != NULL; /* an item that begins with a list */
    if (nested_label && !settle_label(maker)) {
        return false;
    }
    if (!make_label(maker, list, item, number, lbl, indent)) {
        return false;
    }
    maker->left = sp_add(maker->left, indent);
    maker->measure = sp_sub(maker->measure, indent);
    bool ok = flow_children(maker, item, body) && settle_label(maker);
    maker->left = sp_sub(maker->left, indent);
    maker->measure = sp_add(maker->measure, indent);
    return ok;
}

bool flow_list(struct maker *maker, const struct node *list, struct element *parent)
{
    struct element *element = element_new(maker->arena, parent, ROLE_L);
    if (!element) {
        return false;
    }
    element->numbering =
        list->list_kind == LIST_ORDERED ? NUMBERING_DECIMAL : NUMBERING_DISC;
    maker->list_depth++;
    sp indent = label_indent(maker, list);
    uint32_t number = list->list_kind == LIST_ORDERED ? list->number : 1;
    bool ok = true;
    for (const struct node *item = list->first; item && ok; item = item->next) {
        if (item->previous) {
            boxes_add_skip(maker, sp_scale(maker->leading, list->tight ? 12 : 34, 100));
        }
        ok = flow_item(maker, list, item, number++, element, indent);
    }
    maker->list_depth--;
    return ok;
}

bool flow_definition_list(struct maker *maker, const struct node *list,
                          struct element *parent)
{
    struct element *element = element_new(maker->arena, parent, ROLE_L);
    struct element *li = NULL;
    if (!element) {
        return false;
    }
    sp indent = sp_min(2 * maker->theme->indent, maker->measure / 4);
    for (const struct node *node = list->first; node; node = node->next) {
        bool term = node->kind == NODE_TERM;
        if (!li || (term && node->previous && node->previous->kind != NODE_TERM)) {
            li = element_new(maker->arena, element, ROLE_LI);
        }
        struct element *own =
            li ? element_new(maker->arena, li, term ? ROLE_LBL : ROLE_LBODY) : NULL;
        if (!own) {
            return false;
        }
        if (term) {
            boxes_add_skip(maker, sp_scale(maker->leading, 40, 100));
            struct paragraph_look look = {.state = inline_state_text(maker, own),
                                          .leading = maker->leading,
                                          .align = TEXT_LEFT,
                                          .penalty_inside = PENALTY_NEVER,
                                          .penalty_after = PENALTY_NEVER};
            look.state.style.bold = true;
            struct span_list spans = {0};
            if (!inline_spans(maker, node, look.state, &spans) ||
                !flow_spans(maker, &spans, &look)) {
                return false;
            }
            continue;
        }
        maker->left = sp_add(maker->left, indent);
        maker->measure = sp_sub(maker->measure, indent);
        bool ok = flow_children(maker, node, own);
        maker->left = sp_sub(maker->left, indent);
        maker->measure = sp_add(maker->measure, indent);
        if (!ok) {
            return false;
        }
    }
    return true;
}
