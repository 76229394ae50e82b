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

static size_t count_wanted(const struct collection_run *run, const struct lesson *lesson)
{
    size_t count = 0;
    for (size_t i = 0; i < site_page_count(run->site); i++) {
        count += lesson->wants(site_page_at(run->site, i), lesson->group) ? 1 : 0;
    }
    return count;
}

bool collect_learn(struct collection_run *run, const struct lesson *lesson, size_t *count)
{
    size_t seen = 0, learned = 0;
    run->furniture = run->furniture ? run->furniture : furniture_new(run->arena);
    *count = count_wanted(run, lesson);
    size_t most = *count < lesson->most ? *count : lesson->most;
    bool ok = run->furniture != NULL;
    for (size_t i = 0; ok && i < site_page_count(run->site) && learned < most; i++) {
        struct page *page = site_page_at(run->site, i);
        if (lesson->wants(page, lesson->group) && seen++ * most >= learned * *count) {
            learned++;
            ok = learn_page(run, lesson, page);
        }
    }
    return ok || report_out_of_memory(run->report);
}
