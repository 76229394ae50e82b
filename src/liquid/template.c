/* Template: what its tree and its text tell by themselves, to those who build it and to
 * those who render it. */
#include "liquid/template.h"

struct place source_place(const struct source *source, size_t offset)
{
    struct line_column at = line_index_at(&source->lines, offset);
    return (struct place){
        .file = source->file,
        .line = source->first_line + at.line - 1,
        .column = at.column + (at.line == 1 ? source->columns_before : 0),
    };
}

/* Blank blocks: a block of which every branch holds only white space and tags without
 * output prints nothing at all, not even that white space. */

static bool block_is_blank(const struct block *block)
{
    for (const struct tag *tag = block->first; tag; tag = tag->next) {
        if (tag->kind == TAG_TEXT ? str_trim(tag->text).len > 0 : !tag->blank) {
            return false;
        }
    }
    return true;
}

static void drop_texts(struct block *block)
{
    struct tag **end = &block->first;
    block->last = NULL;
    while (*end) {
        if ((*end)->kind == TAG_TEXT) {
            *end = (*end)->next;
        } else {
            block->last = *end;
            end = &(*end)->next;
        }
    }
}

void template_settle_blank(struct tag *tag)
{
    bool blank = block_is_blank(tag->body);
    for (const struct branch *branch = tag->branches; branch && blank;
         branch = branch->next) {
        blank = block_is_blank(branch->body);
    }
    bool drops = tag->kind == TAG_IF || tag->kind == TAG_FOR;
    tag->blank = tag->kind == TAG_CAPTURE || tag->kind == TAG_COMMENT ||
                 ((drops || tag->kind == TAG_IFCHANGED) && blank);
    if (drops && blank) {
        drop_texts(tag->body);
        for (struct branch *branch = tag->branches; branch; branch = branch->next) {
            drop_texts(branch->body);
        }
    }
}
