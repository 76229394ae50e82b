/* What the packet's own parts (cover, contents, colophon) and its documents have in
 * common: a chapter, and how a title is set. */
#include "base/language.h"
#include "layout/maker.h"

enum direction packet_direction(const struct packet *packet)
{
    for (size_t i = 0; i < packet->document_count; i++) {
        const struct document *document = packet->documents[i];
        if (str_eq(document->language, packet->language)) {
            return (enum direction)document->root->direction;
        }
    }
    return language_is_right_to_left(packet->language) ? RIGHT_TO_LEFT : LEFT_TO_RIGHT;
}

bool begin_part(struct maker *maker)
{
    *maker->chapter =
        (struct chapter){.part = maker_element(maker, maker->run->root, ROLE_SECT),
                         .direction = packet_direction(maker->run->packet)};
    return maker->chapter->part != NULL;
}

struct setting part_setting(const struct maker *maker, struct flow *flow, struct type type)
{
    struct setting setting = setting_of(maker->run->sheet, flow, type);
    setting.direction = maker->chapter->direction;
    return setting;
}

struct paragraph_look title_look(struct maker *maker, struct setting setting,
                                 struct element *heading)
{
    const struct run *run = maker->run;
    struct inline_state state = inline_state_head(
        maker, setting, heading, run->sheet->title.size, run->theme->color.ink);
    state.style.bold = true;
    struct paragraph_look look = look_plain(setting, state);
    look.leading = run->sheet->title.leading;
    look.penalty_inside = look.penalty_after = PENALTY_NEVER;
    return look;
}

bool flow_part_title(struct maker *maker, struct setting setting, enum phrase phrase)
{
    struct element *heading = maker_element(maker, maker->chapter->part, ROLE_H1);
    struct str title = maker_phrase(maker, phrase, heading);
    setting = setting_of_words(setting, title);
    struct paragraph_look look = title_look(maker, setting, heading);
    bool ok = heading && flow_text(maker, setting, title, &look);
    boxes_add_skip(maker, setting, maker->run->sheet->text.leading);
    return ok;
}
