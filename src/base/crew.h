/* Crew: the threads of a run, which carry out jobs beside the one who gives them.
 *
 * What comes of a job must not depend on when it runs or beside what: it writes nothing
 * that another reads before crew_await(). So outputs are the same for any number of
 * threads. A NULL crew, of one thread, does each job when it is given. */
#ifndef OFFPRINT_BASE_CREW_H
#define OFFPRINT_BASE_CREW_H

#include "base/arena.h"

/* What is to be done; the first member of a struct that holds what it is about. It begins
 * as zeros but for `run`, and stands until it was awaited. */
struct job {
    void (*run)(struct job *job);
    enum { JOB_IDLE, JOB_WAITING, JOB_RUNNING, JOB_DONE } state; /* the crew's */
    struct job *next;
};

#define CREW_THREADS_LIMIT 64

struct crew;

/* Threads that with the caller's own are `threads`, or as many as the system gives. NULL:
 * the caller is alone, as was asked or for want of threads, which is no failure. Lives in
 * the arena; ends by crew_free(). */
struct crew *crew_new(struct arena *arena, unsigned threads);

/* Waits for the jobs that run; those that nobody has begun are dropped. */
void crew_free(struct crew *crew);

/* To be done some time; jobs are begun in the order they are given. */
void crew_give(struct crew *crew, struct job *job);

/* Until it is done; by the caller, where no thread has begun it. Of a job that was never
 * given there is nothing to await. */
void crew_await(struct crew *crew, struct job *job);

#endif
