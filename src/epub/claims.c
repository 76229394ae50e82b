/* What the metadata claims of the pages is looked up in them. */
#include "epub/parts.h"

static void look_at_picture(const struct book *book, const struct node *image,
                            struct claims *claims)
{
    const struct packet_file *file = node_file(image);
    if (!file || archive_file_name(book->pages, file).len == 0) {
        return;
    }
    claims->pictures++;
    claims->described += image->text.len > 0;
    claims->may_move = claims->may_move || !(str_is(file->media_type, "image/png") ||
                                             str_is(file->media_type, "image/jpeg"));
}

void claims_find(const struct book *book, struct claims *out)
{
    const struct packet *packet = book->packet;
    *out = (struct claims){0};
    for (size_t i = 0; i < packet->document_count; i++) {
        struct walk walk;
        walk_init(&walk, packet->documents[i]->root);
        while (walk_next(&walk)) {
            if (walk.entering && walk.node->kind == NODE_IMAGE) {
                look_at_picture(book, walk.node, out);
            }
        }
    }
}
