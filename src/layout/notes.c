/* Footnotes: a flow of their own, which stands at the foot of the page of their first
 * reference. Blocks within inlines: the one place where a line leads to blocks again. */
#include "layout/maker.h"

static bool add_label(struct maker *maker, struct setting setting, uint32_t number,
                      struct element *label)
{
    const struct theme *theme = maker->run->theme;
    struct inline_state state = inline_state_head(
        maker, setting, label, sp_percent(setting.type.size, theme->note.label_percent),
        theme->color.inside);
    return flow_label(maker, setting, arena_format(maker->run->arena, "[%u]", number),
                      &state, maker->run->sheet->indent, 0, setting_align_start(setting));
}

struct foot_note *note_make(struct maker *maker, struct setting around,
                            const struct node *node, struct element *parent)
{
    struct arena *arena = maker->run->arena;
    struct foot_note *note = ARENA_NEW(arena, struct foot_note);
    struct element *element = note ? maker_element(maker, parent, ROLE_NOTE) : NULL;
    struct element *label = element ? maker_element(maker, element, ROLE_LBL) : NULL;
    if (!label) {
        return NULL;
    }
    size_t document = maker->chapter->document->number;
    element->id = arena_format(arena, "note-%zu-%u", document, node->number);
    struct flow flow = {0};
    struct setting setting = setting_of(maker->run->sheet, &flow, maker->run->sheet->note);
    setting.direction = around.direction;
    setting.in_note = true;
    flow_mark(maker, setting, arena_format(arena, "%zu.note:%u", document, node->number));
    struct setting inside = setting_inside(setting, maker->run->sheet->indent);
    if (!add_label(maker, setting, node->number, label) ||
        !flow_children(maker, inside, node, element)) {
        return NULL;
    }
    note->boxes = flow.boxes;
    return note;
}
