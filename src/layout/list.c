/* Lists: labels hang in the indent, bullets by depth, numbers aligned at the text. A list
 * knows nothing of what stands in its items: they are flows of blocks. */
#include "layout/maker.h"

static struct str label_text(struct maker *maker, struct setting setting,
                             const struct node *list, const struct node *item,
                             uint32_t number)
{
    static const char *const bullets[] = {"\xe2\x80\xa2", "\xe2\x80\x93", "\xc2\xb7"};
    if (item->task != TASK_NONE) {
        return item->task == TASK_DONE ? STR("\xe2\x98\x91") : STR("\xe2\x98\x90");
    }
    if (list->list_kind == LIST_ORDERED) {
        return arena_format(maker->run->arena, "%u.", number);
    }
    return str_from(bullets[(setting.list_depth - 1) % 3]);
}

static bool add_label(struct maker *maker, struct setting setting, const struct node *list,
                      const struct node *item, uint32_t number, struct element *element,
                      sp indent)
{
    const struct theme *theme = maker->run->theme;
    struct inline_state state = inline_state_text(maker, setting, element);
    bool ordered = list->list_kind == LIST_ORDERED && item->task == TASK_NONE;
    state.color = ordered ? theme->color.ink : theme->color.inside;
    return flow_label(maker, setting, label_text(maker, setting, list, item, number),
                      &state, indent,
                      ordered ? theme->list.number_gap : theme->list.bullet_gap,
                      setting_align_end(setting));
}

/* A label whose item had no line to stand beside gets one of its own. */
static bool settle_label(struct maker *maker, struct setting setting)
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

static sp label_indent(const struct maker *maker, struct setting setting,
                       const struct node *list)
{
    const struct theme *theme = maker->run->theme;
    sp indent = maker->run->sheet->indent;
    if (list->list_kind == LIST_ORDERED) {
        uint32_t last = list->number;
        for (const struct node *item = list->first; item; item = item->next) {
            last++;
        }
        sp digit = sp_percent(setting.type.size, theme->list.digit_percent);
        sp digits = digit * (last > 999 ? 4 : last > 99 ? 3 : 2);
        indent = sp_max(indent, sp_add(theme->list.number_room, digits));
    }
    return sp_min(indent, setting.measure / theme->list.fraction);
}

static bool flow_item(struct maker *maker, struct setting setting, const struct node *list,
                      const struct node *item, uint32_t number, struct element *parent,
                      sp indent)
{
    struct element *li = maker_element(maker, parent, ROLE_LI);
    struct element *lbl = li ? maker_element(maker, li, ROLE_LBL) : NULL;
    struct element *body = lbl ? maker_element(maker, li, ROLE_LBODY) : NULL;
    if (!body) {
        return false;
    }
    if (item->id.len) {
        flow_mark(maker, setting,
                  destination_name(maker->run->arena, maker->chapter->document, item->id));
    }
    /* The label of an item that begins with this list is settled first. */
    if (!settle_label(maker, setting) ||
        !add_label(maker, setting, list, item, number, lbl, indent)) {
        return false;
    }
    struct setting inside = setting_inside(setting, indent);
    return flow_children(maker, inside, item, body) && settle_label(maker, inside);
}

bool flow_list(struct maker *maker, struct setting setting, const struct node *list,
               struct element *parent)
{
    const struct theme *theme = maker->run->theme;
    struct element *element = maker_element(maker, parent, ROLE_L);
    if (!element) {
        return false;
    }
    bool ordered = list->list_kind == LIST_ORDERED;
    element->numbering = ordered ? NUMBERING_DECIMAL : NUMBERING_DISC;
    setting.list_depth++;
    sp indent = label_indent(maker, setting, list);
    sp between = sp_percent(setting.type.leading, list->tight ? theme->list.tight_percent
                                                              : theme->list.loose_percent);
    uint32_t number = ordered ? list->number : 1;
    for (const struct node *item = list->first; item; item = item->next) {
        if (item->previous) {
            boxes_add_skip(maker, setting, between);
        }
        if (!flow_item(maker, setting, list, item, number++, element, indent)) {
            return false;
        }
    }
    return true;
}

static bool flow_term(struct maker *maker, struct setting setting, const struct node *term,
                      struct element *element)
{
    struct paragraph_look look =
        look_plain(setting, inline_state_text(maker, setting, element));
    look.penalty_inside = look.penalty_after = PENALTY_NEVER;
    look.state.style.bold = true;
    boxes_add_skip(maker, setting,
                   sp_percent(setting.type.leading, maker->run->theme->list.term_percent));
    return flow_looks(maker, setting, term, &look);
}

bool flow_definition_list(struct maker *maker, struct setting setting,
                          const struct node *list, struct element *parent)
{
    const struct theme *theme = maker->run->theme;
    struct element *element = maker_element(maker, parent, ROLE_L);
    struct element *li = NULL;
    if (!element) {
        return false;
    }
    sp indent = sp_min(theme->list.definition_indents * maker->run->sheet->indent,
                       setting.measure / theme->list.fraction);
    struct setting inside = setting_inside(setting, indent);
    for (const struct node *node = list->first; node; node = node->next) {
        bool term = node->kind == NODE_TERM;
        if (!li || (term && node->previous && node->previous->kind != NODE_TERM)) {
            li = maker_element(maker, element, ROLE_LI);
        }
        struct element *own =
            li ? maker_element(maker, li, term ? ROLE_LBL : ROLE_LBODY) : NULL;
        if (!own || !(term ? flow_term(maker, setting, node, own)
                           : flow_children(maker, inside, node, own))) {
            return false;
        }
    }
    return true;
}
