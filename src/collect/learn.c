/* Lessons: which of a site's pages tell what repeats among them. Some do, evenly among
 * those that are alike, for a site may have thousands. What is wrong with them is told when
 * they are read for themselves. */
#include "collect/run.h"
#include "furniture/furniture.h"

static bool learn_page(struct collection_run *run, const struct lesson *lesson,
                       struct page *page)
{
    struct arena arena;
    struct node *root = NULL;
    struct report *quiet = report_new_beside(run->report);
    arena_init_within(&arena, 0, run->arena->budget);
    bool ok = quiet && lesson->read(run, page, &arena, quiet, &root) &&
              (!root || furniture_learn(run->furniture, site_layout_name(page), root)) &&
              !arena_failed(&arena);
    arena_clear(&arena);
    report_free(quiet);
    return ok;
}

struct page **collect_pages(struct collection_run *run,
                            bool (*wants)(const struct page *page), size_t *count)
{
    size_t all = site_page_count(run->site);
    struct page **pages = ARENA_ARRAY(run->arena, struct page *, all + 1);
    *count = 0;
    for (size_t i = 0; pages && i < all; i++) {
        struct page *page = site_page_at(run->site, i);
        if (wants(page)) {
            pages[(*count)++] = page;
        }
    }
    return pages;
}

bool collect_learn(struct collection_run *run, const struct lesson *lesson)
{
    size_t learned = 0, most = lesson->count < lesson->most ? lesson->count : lesson->most;
    run->furniture = run->furniture ? run->furniture : furniture_new(run->arena);
    bool ok = run->furniture != NULL && lesson->pages;
    for (size_t i = 0; ok && i < lesson->count && learned < most; i++) {
        if (i * most >= learned * lesson->count) {
            learned++;
            ok = learn_page(run, lesson, lesson->pages[i]);
        }
    }
    return ok || report_out_of_memory(run->report);
}
