/* Icons and pictures of people, which a style sheet makes small: by the words of their
 * classes, and of those of what holds them alone, and by the names of their files. Without
 * a size of their own they get one here, for both outputs. */
#include "collect/collect.h"
#include "collect/run.h"

#include "base/path.h"

#define WORD_BYTES 16
#define ABOVE_MOST 2 /* elements around a picture that are looked at */

enum sort { SORT_NONE, SORT_PERSON, SORT_ICON };

static enum sort sort_of_word(struct str word)
{
    static const char *const icons[] = {"icon", "icons", "emoji", "favicon", "octicon"};
    static const char *const people[] = {"avatar", "avatars", "gravatar", "headshot",
                                         "headshots", "userpic"};
    return str_is_among_ignore_case(word, icons, sizeof icons / sizeof icons[0]) ? SORT_ICON
           : str_is_among_ignore_case(word, people, sizeof people / sizeof people[0])
               ? SORT_PERSON
               : SORT_NONE;
}

/* Words are of letters: "presenter__avatar", "icon-2x". */
static enum sort sort_of(struct str names)
{
    enum sort found = SORT_NONE;
    for (size_t at = 0, end; at < names.len && found == SORT_NONE; at = end + 1) {
        for (end = at; end < names.len && ascii_is_alpha(names.ptr[end]); end++) {
        }
        found = end - at <= WORD_BYTES ? sort_of_word(str_sub(names, at, end)) : SORT_NONE;
    }
    return found;
}

static enum sort sort_of_class(const struct node *node)
{
    const struct attribute *class = node_attribute(node, "class");
    return class ? sort_of(class->value) : SORT_NONE;
}

/* "/img/icon/globe.svg", "ann-avatar.png": its name, and its folder's. */
static enum sort sort_of_file(struct str address)
{
    size_t end = str_find_byte(address, '?', 0);
    struct str path = str_sub(address, 0, end == STR_NONE ? address.len : end);
    enum sort name = sort_of(path_stem(path));
    return name ? name : sort_of(path_name(path_folder(path)));
}

static bool has_words(const struct node *node)
{
    struct walk walk;
    for (walk_init(&walk, node); walk_next(&walk);) {
        if (walk.entering && !node_is_container(walk.node) && node_word_count(walk.node) &&
            walk.node->kind != NODE_IMAGE) {
            return true;
        }
    }
    return false;
}

/* What holds nothing but the picture has its class for it. */
static enum sort sort_of_image(const struct node *image)
{
    enum sort found = sort_of_class(image);
    const struct node *around = image->parent;
    for (int i = 0; !found && i < ABOVE_MOST && around && !around->first->next;
         i++, around = around->parent) {
        found = sort_of_class(around);
    }
    return found ? found : sort_of_file(node_info(image));
}

static bool has_size(const struct node *image)
{
    struct asked_size asked = node_asked_size(image);
    return asked.width.unit != LENGTH_AUTO || asked.height.unit != LENGTH_AUTO ||
           asked.most_width.unit != LENGTH_AUTO || asked.most_height.unit != LENGTH_AUTO ||
           asked.zoom;
}

/* One in a line of text is as high as that. */
static const char *height_of(const struct node *image, enum sort sort)
{
    const struct node *block = image->parent;
    while (block && node_is_inline(block)) {
        block = block->parent;
    }
    bool in_line = sort == SORT_ICON && block && block->kind == NODE_PARAGRAPH &&
                   has_words(block);
    return in_line ? "1.2em" : sort == SORT_ICON ? "3em" : "5em";
}

static void size(struct arena *arena, struct node *image, enum sort sort)
{
    const struct attribute *style = node_attribute(image, "style");
    struct str said = style ? style->value : (struct str){0};
    node_set_attribute(arena, image, STR("style"),
                       arena_format(arena, "%.*s%smax-height: %s", STR_ARG(said),
                                    said.len ? "; " : "", height_of(image, sort)));
}

void collect_size_icons(struct collection_run *run, struct node *root)
{
    struct edit_walk walk;
    for (edit_walk_init(&walk, root); edit_walk_next(&walk);) {
        bool image = walk.entering && walk.node->kind == NODE_IMAGE;
        enum sort sort = image && !has_size(walk.node) ? sort_of_image(walk.node) : SORT_NONE;
        if (sort) {
            size(&run->passing, walk.node, sort);
        }
    }
}
