/* The options of hand-outs as the library takes them. */
#include "command/handout.h"

struct offprint_handout_options command_handout(const struct arguments *arguments)
{
    return (struct offprint_handout_options){
        .struct_size = sizeof(struct offprint_handout_options),
        .media = (enum offprint_media)arguments->media.index,
        .grey = arguments->grey,
        .has_bleed = arguments->bleed.given,
        .bleed_micrometres = arguments->bleed.value,
        .marks = (enum offprint_marks)arguments->marks.index,
        .qr = (enum offprint_qr)arguments->qr.index,
        .short_links = arguments->short_links,
        .cmyk = arguments->cmyk,
        .booklet = arguments->booklet.given,
        .sheets = arguments->booklet.value,
        .has_creep = arguments->creep.given,
        .creep_micrometres = arguments->creep.value,
        .flip = (enum offprint_flip)arguments->flip.index,
        .binding = (enum offprint_binding)arguments->bind.index,
    };
}
