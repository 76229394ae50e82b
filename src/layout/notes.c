/* Footnotes: a flow of their own, which stands at the foot of the page of their first
 * reference. Blocks within inlines: the one place where a line leads to blocks again. What
 * a note refers to waits until the note is whole and then follows it, so that notes within
 * notes never nest here. */
#include "layout/maker.h"

static struct inline_state label_state(struct maker *maker, struct setting setting,
                                       struct element *label)
{
    const struct theme *theme = maker->run->theme;
    return inline_state_head(maker, setting, label,
                             sp_percent(setting.type.size, theme->note.label_percent),
                             theme->color.inside);
}

static struct str label_text(struct maker *maker, size_t number)
{
    return arena_format(maker->run->scratch, "[%zu]", number);
}

/* The document's notes have one label column, as wide as the widest needs it. */
static bool label_column(struct maker *maker, struct setting setting, sp *out)
{
    struct inline_state state = label_state(maker, setting, NULL);
    struct span_list spans = {0};
    struct text_extent extent = {0};
    bool ok =
        span_add(maker, &spans, label_text(maker, maker->chapter->note_count), &state) &&
        text_measure(maker->run->engine, spans.items, spans.count, TEXT_BY_LETTER, &extent,
                     maker->run->report);
    span_list_give(maker, &spans);
    *out = sp_max(maker->run->sheet->indent,
                  sp_add(extent.natural, maker->run->theme->note.label_gap));
    return ok;
}

static bool flow_note(struct maker *maker, struct setting setting, const struct node *node,
                      struct element *element)
{
    struct arena *arena = maker->run->arena;
    setting.direction = (enum direction)node->direction;
    struct element *label = maker_element(maker, element, ROLE_LBL);
    sp column = 0;
    struct element_more *more = element_add_more(arena, element);
    if (!label || !more || !label_column(maker, setting, &column)) {
        return false;
    }
    size_t document = maker->chapter->document->number;
    more->id = arena_format(arena, "note-%zu-%u", document, node_number(node));
    flow_mark(maker, setting,
              arena_format(arena, "%zu.note:%u", document, node_number(node)));
    struct inline_state state = label_state(maker, setting, label);
    struct setting inside = setting_inside(setting, column);
    return flow_label(maker, setting, label_text(maker, node_number(node)), &state, column,
                      0, setting_align_start(setting)) &&
           flow_children(maker, inside, node, element) && settle_label(maker, inside);
}

void note_wait(struct maker *maker, const struct node *note, struct element *element)
{
    struct waiting_note *waiting = ARENA_NEW(maker->run->scratch, struct waiting_note);
    struct chapter *chapter = maker->chapter;
    if (waiting) {
        *waiting = (struct waiting_note){.note = note, .element = element};
        *(chapter->last_waiting ? &chapter->last_waiting->next : &chapter->waiting) =
            waiting;
        chapter->last_waiting = waiting;
    }
}

struct foot_note *note_make(struct maker *maker, const struct node *node,
                            struct element *element)
{
    struct foot_note *note = ARENA_NEW(maker->run->scratch, struct foot_note);
    struct flow flow = {0};
    struct setting setting = setting_of(maker->run->sheet, &flow, maker->run->sheet->note);
    setting.in_note = true;
    bool ok = note && flow_note(maker, setting, node, element);
    for (const struct waiting_note *next; ok && (next = maker->chapter->waiting);) {
        maker->chapter->waiting = next->next;
        maker->chapter->last_waiting = next->next ? maker->chapter->last_waiting : NULL;
        ok = flow_note(maker, setting, next->note, next->element);
    }
    if (ok) {
        note->boxes = flow.boxes;
    }
    return ok ? note : NULL;
}
