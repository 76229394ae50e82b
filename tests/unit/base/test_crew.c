#include "base/crew.h"

#include "cmocka_offprint.h"

#define JOBS 400

struct sum {
    struct job job;
    unsigned from, total;
    struct crew *crew; /* NULL: no further jobs */
    struct sum *inner;
};

static void add_up(struct job *job)
{
    struct sum *sum = (struct sum *)job;
    for (unsigned i = 0; i < 1000; i++) {
        sum->total += sum->from + i;
    }
    if (sum->inner) {
        crew_give(sum->crew, &sum->inner->job);
        crew_await(sum->crew, &sum->inner->job);
        sum->total += sum->inner->total;
    }
}

static unsigned expected(unsigned from)
{
    return 1000 * from + 499500;
}

/* All are done, once, whether others or the caller did them, in any order of waiting. */
static void does_each_job_once(void **state)
{
    (void)state;
    static struct sum sums[JOBS];
    for (unsigned threads = 0; threads <= 5; threads++) {
        struct arena arena;
        arena_init(&arena, 0);
        struct crew *crew = crew_new(&arena, threads);
        assert_true((crew != NULL) == (threads > 1));
        for (unsigned i = 0; i < JOBS; i++) {
            sums[i] = (struct sum){.job.run = add_up, .from = i};
            crew_give(crew, &sums[i].job);
        }
        for (unsigned i = 0; i < JOBS; i++) {
            unsigned at = threads % 2 ? i : JOBS - 1 - i;
            crew_await(crew, &sums[at].job);
            assert_int_equal(sums[at].total, expected(at));
            assert_int_equal(sums[at].job.state, JOB_DONE);
        }
        crew_free(crew);
        arena_clear(&arena);
    }
}

/* A job may give and await others, though all threads are busy with such. */
static void jobs_give_jobs(void **state)
{
    (void)state;
    static struct sum outer[50], inner[50];
    struct arena arena;
    arena_init(&arena, 0);
    struct crew *crew = crew_new(&arena, 3);
    for (unsigned i = 0; i < 50; i++) {
        inner[i] = (struct sum){.job.run = add_up, .from = 7};
        outer[i] =
            (struct sum){.job.run = add_up, .from = i, .crew = crew, .inner = &inner[i]};
        crew_give(crew, &outer[i].job);
    }
    for (unsigned i = 0; i < 50; i++) {
        crew_await(crew, &outer[i].job);
        assert_int_equal(outer[i].total, expected(i) + expected(7));
    }
    crew_free(crew);
    arena_clear(&arena);
}

/* What was given and never awaited keeps nobody; what was never given is not awaited. */
static void ends_before_its_jobs(void **state)
{
    (void)state;
    static struct sum sums[JOBS];
    struct arena arena;
    arena_init(&arena, 0);
    struct crew *crew = crew_new(&arena, 2);
    struct sum idle = {.job.run = add_up};
    crew_await(crew, &idle.job);
    assert_int_equal(idle.total, 0);
    for (unsigned i = 0; i < JOBS; i++) {
        sums[i] = (struct sum){.job.run = add_up, .from = i};
        crew_give(crew, &sums[i].job);
    }
    crew_free(crew);
    for (unsigned i = 0; i < JOBS; i++) {
        bool done = sums[i].job.state == JOB_DONE;
        assert_int_equal(sums[i].total, done ? expected(i) : 0);
    }
    crew_free(NULL);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(does_each_job_once),
        cmocka_unit_test(jobs_give_jobs),
        cmocka_unit_test(ends_before_its_jobs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
