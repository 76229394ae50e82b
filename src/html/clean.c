/* Texts through the gate before a reader or a writer of HTML would put U+FFFD in the place
 * of what they must not hold, or let it pass, without a word. */
#include "html/html.h"

#include "base/gate.h"

void html_clean(struct arena *arena, struct node *root, const struct str *files,
                struct report *report)
{
    struct edit_walk walk;
    edit_walk_init(&walk, root);
    while (edit_walk_next(&walk)) {
        struct node *node = walk.entering ? walk.node : NULL;
        if (!node) {
            continue;
        }
        struct spot at = node->spot;
        struct place place = {
            .file = files ? files[at.file] : STR(""), .line = at.line, .column = at.column};
        node->text = gate_text(arena, node->text, false, place, report);
        for (struct attribute *a = node->details ? node->details->attributes : NULL; a;
             a = a->next) {
            a->value = gate_text(arena, a->value, false, place, report);
        }
        if (node->details) {
            node->details->info =
                gate_text(arena, node->details->info, false, place, report);
            node->details->title =
                gate_text(arena, node->details->title, false, place, report);
        }
    }
}
