/* One queue, one lock. Whoever waits for a job that still stands in the queue takes it
 * out and does it himself, so that nobody idles before work that could be done, and a crew
 * can never wait for itself. Relies on POSIX threads. */
#include "base/crew.h"

#include <pthread.h>

/* Threads get what a program's first one usually has, whatever the system's default is:
 * how deep a job may go must not differ from machine to machine. */
#define STACK_BYTES ((size_t)8 << 20)

struct crew {
    pthread_mutex_t lock; /* of all below, and of the jobs' state and order */
    pthread_cond_t given, done;
    struct job *first, *last; /* that wait */
    bool ending;
    unsigned thread_count;
    pthread_t threads[];
};

/* Out of the queue, with the lock held. */
static void take_out(struct crew *crew, struct job *job)
{
    struct job *before = NULL;
    for (struct job *at = crew->first; at != job; at = at->next) {
        before = at;
    }
    *(before ? &before->next : &crew->first) = job->next;
    crew->last = crew->last == job ? before : crew->last;
    job->next = NULL;
}

/* With the lock held, which is open while the job runs. */
static void carry_out(struct crew *crew, struct job *job)
{
    take_out(crew, job);
    job->state = JOB_RUNNING;
    (void)pthread_mutex_unlock(&crew->lock);
    job->run(job);
    (void)pthread_mutex_lock(&crew->lock);
    job->state = JOB_DONE;
    (void)pthread_cond_broadcast(&crew->done);
}

static void *work(void *data)
{
    struct crew *crew = data;
    (void)pthread_mutex_lock(&crew->lock);
    while (!crew->ending) {
        if (crew->first) {
            carry_out(crew, crew->first);
        } else {
            (void)pthread_cond_wait(&crew->given, &crew->lock);
        }
    }
    (void)pthread_mutex_unlock(&crew->lock);
    return NULL;
}

/* As many as the system gives. */
static void start_threads(struct crew *crew, unsigned wanted)
{
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes) != 0) {
        return;
    }
    bool sized = pthread_attr_setstacksize(&attributes, STACK_BYTES) == 0;
    while (sized && crew->thread_count < wanted &&
           pthread_create(&crew->threads[crew->thread_count], &attributes, work, crew) ==
               0) {
        crew->thread_count++;
    }
    (void)pthread_attr_destroy(&attributes);
}

static void close_crew(struct crew *crew)
{
    (void)pthread_cond_destroy(&crew->done);
    (void)pthread_cond_destroy(&crew->given);
    (void)pthread_mutex_destroy(&crew->lock);
}

struct crew *crew_new(struct arena *arena, unsigned threads)
{
    unsigned wanted = threads > CREW_THREADS_LIMIT ? CREW_THREADS_LIMIT : threads;
    if (wanted < 2) {
        return NULL;
    }
    struct crew *crew =
        arena_alloc(arena, 1, sizeof *crew + (wanted - 1) * sizeof crew->threads[0]);
    if (!crew || pthread_mutex_init(&crew->lock, NULL) != 0) {
        return NULL;
    }
    /* Neither fails in glibc or musl; POSIX lets them. */
    (void)pthread_cond_init(&crew->given, NULL);
    (void)pthread_cond_init(&crew->done, NULL);
    start_threads(crew, wanted - 1);
    if (crew->thread_count == 0) {
        close_crew(crew);
        return NULL;
    }
    return crew;
}

void crew_free(struct crew *crew)
{
    if (!crew) {
        return;
    }
    (void)pthread_mutex_lock(&crew->lock);
    crew->ending = true;
    crew->first = crew->last = NULL;
    (void)pthread_cond_broadcast(&crew->given);
    (void)pthread_mutex_unlock(&crew->lock);
    for (unsigned i = 0; i < crew->thread_count; i++) {
        (void)pthread_join(crew->threads[i], NULL);
    }
    close_crew(crew);
}

void crew_give(struct crew *crew, struct job *job)
{
    if (!crew) {
        job->run(job);
        job->state = JOB_DONE;
        return;
    }
    (void)pthread_mutex_lock(&crew->lock);
    job->state = JOB_WAITING;
    job->next = NULL;
    *(crew->last ? &crew->last->next : &crew->first) = job;
    crew->last = job;
    (void)pthread_cond_signal(&crew->given);
    (void)pthread_mutex_unlock(&crew->lock);
}

void crew_await(struct crew *crew, struct job *job)
{
    if (!crew) {
        return;
    }
    (void)pthread_mutex_lock(&crew->lock);
    if (job->state == JOB_WAITING) {
        carry_out(crew, job);
    }
    while (job->state == JOB_RUNNING) {
        (void)pthread_cond_wait(&crew->done, &crew->lock);
    }
    (void)pthread_mutex_unlock(&crew->lock);
}
