/* Images of documents: each gets its file, or a diagnostic says why it is not shown; its
 * alternate text stays. */
#include "collect/run.h"

#include "base/data_address.h"
#include "base/media_type.h"
#include "collect/collect.h"
#include "drawing/drawing.h"

struct target collect_resolve_image(struct collection_run *run, const struct item *item,
                                    struct node *image)
{
    const struct attribute *own = node_attribute(image, "srcset");
    struct target target =
        site_resolve(run->site, item->page, node_info(image), run->live_url);
    if (own && target.kind != TARGET_FILE) {
        struct target source =
            site_resolve(run->site, item->page, own->value, run->live_url);
        if (source.kind == TARGET_FILE) {
            node_set_info(run->arena, image, own->value);
            target = source;
        }
    }
    node_drop_attribute(image, own);
    return target;
}

/* A picture whose address leaves out the base URL: the site does not show it, but its
 * author meant it. */
static bool is_beside_base(struct collection_run *run, const struct target *target)
{
    return target->kind == TARGET_OUTSIDE &&
           source_kind_of(site_source(run->site), target->path) == FILE_KIND_FILE;
}

static void warn_beside_base(struct collection_run *run, struct item *item,
                             const struct found_link *found)
{
    report_warning(run->report, collect_link_place(run, item, found->node), "image-base",
                   "the image '%.*s' is not below the site's base URL, '%.*s'",
                   STR_ARG(node_info(found->node)), STR_ARG(site_base_url(run->site)));
    collect_suggest(run, node_info(found->node), found->target.suggestion);
}

static bool address_is_whole(struct str address)
{
    return str_starts(address, "//") || str_find(address, STR("://"), 0) != STR_NONE;
}

static bool show_file(struct collection_run *run, const struct found_link *found,
                      struct packet_file *file)
{
    if (!file || !str_starts(file->media_type, "image/")) {
        return false;
    }
    file->shown = true;
    node_set_file(run->arena, found->node, file);
    return true;
}

static void add_embedded_image(struct collection_run *run, struct item *item,
                               const struct found_link *found)
{
    if (!show_file(run, found,
                   collect_take_embedded(run, item, found, found->node->text))) {
        report_warning(run->report, collect_link_place(run, item, found->node),
                       "image-damaged", "the image's address '%.*s' holds no picture",
                       STR_ARG(collect_shown_address(run, node_info(found->node))));
    }
}

/* What stands for a large file where Git LFS has not fetched it. */
static bool is_pointer(const struct packet_file *file)
{
    return str_starts(file->original, "version https://git-lfs.github.com/spec/");
}

/* A drawing by its name that is none. */
static bool tell_damage(struct collection_run *run, struct item *item,
                        const struct found_link *found, const struct packet_file *file)
{
    const struct media *media = media_by_name(file->source);
    bool drawing = media && str_is(str_from(media->type), "image/svg+xml");
    if (!drawing || file->apart || is_pointer(file) ||
        drawing_is_sound(file->original, collect_link_place(run, item, found->node),
                         run->report)) {
        return false;
    }
    report_hint(run->report, "the image is '%.*s'; its alternate text takes its place",
                STR_ARG(file->source));
    return true;
}

void collect_add_image(struct collection_run *run, struct item *item,
                       const struct found_link *found)
{
    const struct target *target = &found->target;
    struct str address = node_info(found->node);
    if (is_data_address(address)) {
        add_embedded_image(run, item, found);
        return;
    }
    const char *why = collect_lack(run, target->path);
    bool beside = is_beside_base(run, target);
    if (target->kind == TARGET_FILE || beside) {
        struct packet_file *file =
            collect_take_file(run, item, found, found->node->text, &why);
        collect_warn_spelling(run, item, found);
        if (beside) {
            warn_beside_base(run, item, found);
        }
        if (show_file(run, found, file)) {
            return;
        }
        if (file && tell_damage(run, item, found, file)) {
            return;
        }
        why = !file              ? why
              : is_pointer(file) ? "the file is a pointer of Git LFS; fetch what it names"
                                 : "the file is no picture";
    }
    struct place place = collect_link_place(run, item, found->node);
    if (target->kind == TARGET_EXTERNAL ||
        (target->kind == TARGET_OUTSIDE && address_is_whole(address))) {
        collect_count_told(run, item, found, &run->distant);
    } else if (target->kind == TARGET_UNSAFE) {
        report_warning(run->report, place, "image-unsafe",
                       "the image's address %.*s: its alternate text stays",
                       STR_ARG(collect_unsafe_address(run, found)));
    } else if (target->kind == TARGET_EMPTY) {
        report_warning(run->report, place, "image-missing", "the image has no address");
    } else if (target->kind == TARGET_LONG) {
        report_warning(run->report, place, "image-missing",
                       "the image's address '%.*s' has %zu bytes: the limit is %d",
                       STR_ARG(collect_shown_address(run, address)), address.len,
                       URL_LIMIT_BYTES);
    } else {
        report_warning(run->report, place, "image-missing", "no image '%.*s': %s",
                       STR_ARG(address), why);
        collect_suggest(run, node_info(found->node), target->suggestion);
    }
}
